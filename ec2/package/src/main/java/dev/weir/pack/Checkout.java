package dev.weir.pack;

import dev.weir.cli.WeirCommandLine;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * A source checkout and the build of it.
 *
 * @param root the folder of the checkout
 * @param build the folder with weir.jar, its libraries and its bill of materials
 */
record Checkout(Path root, Path build) {
  /** The time of files where no commit says one; the build's own jars carry it, too. */
  private static final Instant NO_COMMIT = Instant.parse("2026-01-01T00:00:00Z");

  /** The checkout in {@code root}, with the build that these classes are from. */
  static Checkout of(Path root) throws IOException {
    if (!Files.isRegularFile(root.resolve("weir"))) {
      throw new PackagingException(
          root + " is no source checkout: run ./weir package in a checkout");
    }
    try {
      Path sidecar =
          Path.of(
              WeirCommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Checkout checkout = new Checkout(root, sidecar.resolveSibling("").normalize());
      if (!Files.isRegularFile(checkout.jar()) || !Files.isRegularFile(checkout.bom())) {
        throw new PackagingException(
            checkout.build
                + " has no weir.jar and bom.json: build the checkout with ./weir or mvn package");
      }
      return checkout;
    } catch (URISyntaxException e) {
      throw new PackagingException("cannot say where the build lies", e);
    }
  }

  /** The program without its libraries. */
  Path jar() {
    return build.resolve("weir.jar");
  }

  /** The bill of materials. */
  Path bom() {
    return build.resolve("bom.json");
  }

  /** The libraries, as the program names them: others may lie in the folder from earlier builds. */
  List<Path> libraries() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      Manifest manifest = jar.getManifest();
      String classPath = manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      List<Path> libraries = new ArrayList<>();
      for (String entry : classPath.split(" ", -1)) {
        libraries.add(build.resolve(entry));
      }
      return libraries;
    }
  }

  /** What is built here, as the version control has it. */
  Release release(String number) throws IOException {
    try {
      Program.Finished log =
          Program.run(root, List.of("git", "log", "-1", "--format=%H %ct", "--", "."));
      if (log.code() == 0 && !log.output().isBlank()) {
        String[] words = log.output().strip().split(" ", -1);
        String changed =
            Program.run(root, List.of("git", "status", "--porcelain", "-uno", "--", ".")).output();
        String commit = words[0] + (changed.isBlank() ? "" : "-modified");
        return new Release(number, commit, Instant.ofEpochSecond(Long.parseLong(words[1])));
      }
    } catch (IOException e) {
      // No git on this machine: a checkout from an archive has no commit either.
      return new Release(number, "unknown", NO_COMMIT);
    }
    return new Release(number, "unknown", NO_COMMIT);
  }
}
