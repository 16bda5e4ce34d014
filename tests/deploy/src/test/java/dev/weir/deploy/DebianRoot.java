package dev.weir.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.lab.CacheFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A clean Debian 12 for tests that install: debootstrap makes it once on a machine, in the lab's
 * cache folder, and each test takes a copy. Needs root.
 */
public final class DebianRoot {
  private static final String SUITE = "bookworm";

  /** What a host has besides Debian's least: systemd, what install.sh uses, Fluent Bit's needs. */
  private static final String PACKAGES =
      "systemd,systemd-sysv,dbus,curl,ca-certificates,gpg,procps,libyaml-0-2,libsqlite3-0,libssl3";

  private final Path folder;

  private DebianRoot(Path folder) {
    this.folder = folder;
  }

  /**
   * The folder of the root that all copies come from; nobody writes to it. The first call on a
   * machine takes two minutes. Skips the test by name where debootstrap or root is missing.
   */
  public static synchronized Path base() {
    Tool debootstrap = Tool.named("debootstrap");
    assumeTrue("root".equals(System.getProperty("user.name")), "a Debian root is made by root");
    try {
      Path cache = CacheFolder.open();
      byte[] content = (SUITE + " " + PACKAGES).getBytes(StandardCharsets.UTF_8);
      Path folder = cache.resolve("debian-" + CacheFolder.digest(content));
      // The lock dies with its process, however that ends; what it left half done is then removed.
      try (FileChannel file =
              FileChannel.open(
                  cache.resolve("debian.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock held = file.lock()) {
        if (held.isValid() && !Files.isDirectory(folder)) {
          Path part = cache.resolve("debian.part");
          delete(part);
          Tool.Finished made =
              debootstrap.run(
                  List.of("--variant=minbase", "--include=" + PACKAGES, SUITE, part.toString()));
          assertEquals(0, made.code(), made.output());
          delete(part.resolve("var/cache/apt/archives"));
          Files.createDirectories(part.resolve("var/cache/apt/archives/partial"));
          Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a Debian root", e);
    }
  }

  /**
   * A copy of {@link #base()} at {@code folder}, which must not be there yet: a layer over the base
   * where the kernel allows that, else its files. {@link #delete} takes it away.
   */
  public static DebianRoot copy(Path folder) {
    Path base = base();
    Path layers = layers(folder);
    try {
      Files.createDirectories(folder);
      Files.createDirectories(layers.resolve("upper"));
      Files.createDirectories(layers.resolve("work"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
    String options =
        "lowerdir=%s,upperdir=%s,workdir=%s"
            .formatted(base, layers.resolve("upper"), layers.resolve("work"));
    Tool.Finished mounted =
        Tool.named("mount")
            .run(List.of("-t", "overlay", "overlay", "-o", options, folder.toString()));
    if (mounted.code() != 0) {
      delete(layers);
      Tool.Finished copied =
          Tool.named("cp").run(List.of("-a", "--reflink=auto", base + "/.", folder.toString()));
      assertEquals(0, copied.code(), copied.output());
    }
    return new DebianRoot(folder);
  }

  private static Path layers(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".layers");
  }

  /** Where the root is. */
  public Path folder() {
    return folder;
  }

  /** A file of the root by its path inside. */
  public Path file(String path) {
    return folder.resolve(path.substring(1));
  }

  /**
   * Runs a program inside, as root, with /proc and a process namespace of its own: all that it
   * started ends with it. No systemd runs there.
   */
  public Tool.Finished run(Map<String, String> environment, List<String> command) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc=" + folder.resolve("proc"),
                "chroot",
                folder.toString(),
                "/usr/bin/env",
                "-i",
                "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                "HOME=/root",
                "LC_ALL=C.UTF-8"));
    environment.forEach((name, value) -> line.add(name + "=" + value));
    line.addAll(command);
    return Tool.named("unshare").run(line);
  }

  /** Runs a program inside with nothing but the usual environment. */
  public Tool.Finished run(String... command) {
    return run(Map.of(), List.of(command));
  }

  /** Removes a copy, or what is left of one; a test calls this in the end. */
  public static void delete(Path folder) {
    Path layers = layers(folder);
    if (Files.isDirectory(layers)) {
      Tool.Finished unmounted = Tool.named("umount").run(List.of("--lazy", folder.toString()));
      assertEquals(0, unmounted.code(), unmounted.output());
    }
    Tool.Finished removed =
        Tool.named("rm")
            .run(List.of("-rf", "--one-file-system", "--", folder.toString(), layers.toString()));
    assertEquals(0, removed.code(), removed.output());
  }
}
