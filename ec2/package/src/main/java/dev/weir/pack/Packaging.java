package dev.weir.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the packages of one checkout. */
public final class Packaging {
  private Packaging() {}

  /**
   * What was made.
   *
   * @param commit what was packaged
   * @param build when that was committed
   */
  public record Made(String version, String commit, String build, List<MadeFile> files) {}

  /** A file that was made, with its checksum in hexadecimal digits. */
  public record MadeFile(Path file, long bytes, String sha256) {
    private static MadeFile of(Path file) throws IOException {
      try (InputStream in =
          new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
        long bytes = in.transferTo(java.io.OutputStream.nullOutputStream());
        byte[] digest = ((DigestInputStream) in).getMessageDigest().digest();
        return new MadeFile(file, bytes, HexFormat.of().formatHex(digest));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("each Java has SHA-256", e);
      }
    }
  }

  /**
   * Writes archive, deb, rpm, bill of materials and their checksums.
   *
   * @param root the checkout, built
   * @param output the folder for them, made if it is not there
   * @param number the version that they carry
   * @param jdk the JDK to take the runtime from; null: the one that runs this
   * @throws PackagingException if something is missing, which the message names
   */
  public static Made run(
      Path root, Path output, String number, Architecture architecture, @Nullable Path jdk)
      throws IOException {
    if (!Release.isNumber(number)) {
      throw new PackagingException(
          "'%s' is no version that a package can carry: give numbers and points, and a word after a hyphen at most, as 0.2.0 or 0.2.0-rc1"
              .formatted(number));
    }
    Checkout checkout = Checkout.of(root);
    Release release = checkout.release(number);
    Files.createDirectories(output);
    Path work = Files.createTempDirectory(output, ".work");
    try {
      Path runtime = work.resolve("runtime");
      JavaRuntime.link(architecture, jdk, runtime);
      Tree tree = Layout.of(checkout, release, runtime, work);
      MaintainerScripts scripts = MaintainerScripts.load();
      String name = "weir-%s-linux-%s".formatted(number, architecture);
      Path archive = output.resolve(name + ".tar.gz");
      Path deb = output.resolve(name + ".deb");
      Path rpm = output.resolve(name + ".rpm");
      Path bom = output.resolve("bom.json");
      TarWriter.write(tree, name, release.time(), archive);
      DebWriter.write(tree, release, architecture, scripts, work.resolve("control"), deb);
      RpmWriter.write(tree, release, architecture, scripts, rpm);
      Files.copy(checkout.bom(), bom, StandardCopyOption.REPLACE_EXISTING);
      List<MadeFile> made = new ArrayList<>();
      for (Path file : List.of(archive, deb, rpm, bom)) {
        made.add(MadeFile.of(file));
      }
      made.add(checksums(made, output));
      return new Made(number, release.commit(), release.time().toString(), made);
    } finally {
      delete(work);
    }
  }

  private static MadeFile checksums(List<MadeFile> made, Path output) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (MadeFile each : made) {
      lines.append("%s  %s\n".formatted(each.sha256(), each.file().getFileName()));
    }
    return MadeFile.of(Files.writeString(output.resolve("SHA256SUMS"), lines));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
