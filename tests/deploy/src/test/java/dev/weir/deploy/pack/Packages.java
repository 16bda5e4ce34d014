package dev.weir.deploy.pack;

import dev.weir.deploy.Tool;
import dev.weir.pack.Architecture;
import dev.weir.pack.Packaging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The packages of this checkout for the processor of this machine, made once for each run of the
 * tests. They hold the build that {@code mvn package} made last: run tests by {@code mvn verify}.
 */
public final class Packages {
  /** The version of those that no other is asked for. */
  public static final String NUMBER = "0.1.0";

  private static final Path FOLDER = Tool.ROOT.resolve("tests/deploy/target/packages");
  private static final Map<String, Path> MADE = new ConcurrentHashMap<>();

  private Packages() {}

  /** The archive. */
  public static Path archive() {
    return file(NUMBER, ".tar.gz");
  }

  /** The deb. */
  public static Path deb() {
    return deb(NUMBER);
  }

  /** The deb with another version, for an upgrade. */
  public static Path deb(String number) {
    return file(number, ".deb");
  }

  /** The rpm. */
  public static Path rpm() {
    return rpm(NUMBER);
  }

  /** The rpm with another version, for an upgrade. */
  public static Path rpm(String number) {
    return file(number, ".rpm");
  }

  /** Makes them in {@code folder} anew. */
  static void make(Path folder, String number) throws IOException {
    Packaging.run(Tool.ROOT, folder, number, Architecture.ofThisMachine().orElseThrow(), null);
  }

  /** Where archive, deb and rpm lie beside their checksums. */
  public static Path folder() {
    return folder(NUMBER);
  }

  private static Path folder(String number) {
    return MADE.computeIfAbsent(number, Packages::made);
  }

  private static Path file(String number, String ending) {
    return folder(number)
        .resolve(
            "weir-%s-linux-%s%s"
                .formatted(number, Architecture.ofThisMachine().orElseThrow(), ending));
  }

  private static Path made(String number) {
    Path folder = FOLDER.resolve(number);
    try {
      Files.createDirectories(folder);
      make(folder, number);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("the packages " + number + " were not made", e);
    }
  }
}
