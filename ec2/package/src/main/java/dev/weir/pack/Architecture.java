package dev.weir.pack;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The processors that Weir is packaged for. */
public enum Architecture {
  X86_64("x86_64", "amd64"),
  AARCH64("aarch64", "arm64");

  private final String name;
  private final String debian;

  Architecture(String name, String debian) {
    this.name = name;
    this.debian = debian;
  }

  /** That of this JVM, if it is one of ours. */
  public static Optional<Architecture> ofThisMachine() {
    return named(System.getProperty("os.arch", ""));
  }

  /** By the name that Linux, Debian or a JDK's release file has for it. */
  static Optional<Architecture> named(String name) {
    return Arrays.stream(values())
        .filter(each -> List.of(each.name, each.debian).contains(name))
        .findFirst();
  }

  /** Debian's name for it. */
  String debian() {
    return debian;
  }

  /** Linux's and rpm's name for it, as in file names. */
  @Override
  public String toString() {
    return name;
  }
}
