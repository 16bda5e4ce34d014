package dev.weir.lab;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What makes the second start of a server faster than the first: an archive of its loaded classes
 * (class-data sharing), written when it ends in order and kept in the user's cache folder. The JVM
 * archives classes from jars only, so the server's own few classes are kept there as a jar too.
 *
 * <p>Files are named by a digest of all that they depend on, appear by an atomic rename, and go
 * when unused for a week; several labs at once may share them.
 */
final class StartCache {
  private static final Duration UNUSED = Duration.ofDays(7);

  private final Path folder;
  private final Path jar;
  private final Path archive;
  private final Path newArchive;

  private StartCache(Path folder, Path jar, Path archive, Path newArchive) {
    this.folder = folder;
    this.jar = jar;
    this.archive = archive;
    this.newArchive = newArchive;
  }

  /**
   * @param home where the process may leave a new archive
   * @throws LabException if neither the cache folder nor the classes can be used
   */
  static StartCache open(ServerProgram program, List<String> jvmFlags, Path home) {
    try {
      Path folder = CacheFolder.open();
      Path jar = jarOf(program, folder);
      String name =
          program.name() + "-" + CacheFolder.digest(dependencies(program, jvmFlags, jar)) + ".jsa";
      return new StartCache(folder, jar, folder.resolve(name), home.resolve("new.jsa"));
    } catch (IOException e) {
      throw new LabException("Cannot prepare the start of " + program.name(), e);
    }
  }

  /** The server's own classes. */
  Path jar() {
    return jar;
  }

  /** What to pass to the JVM. */
  List<String> flags() {
    if (wantsArchive()) {
      return List.of("-XX:ArchiveClassesAtExit=" + newArchive);
    }
    try {
      // The time of an archive says when it was last used.
      Files.setLastModifiedTime(archive, FileTime.from(Instant.now()));
    } catch (IOException goesEarlierThanItHadTo) {
      // Then it is made again.
    }
    return List.of("-XX:SharedArchiveFile=" + archive);
  }

  /** Whether an orderly end of the process would make the next start faster. */
  boolean wantsArchive() {
    return !Files.exists(archive);
  }

  /** Keeps the archive that the process left, if any, once it has ended in order. */
  void keepArchive() {
    try {
      if (Files.exists(newArchive) && wantsArchive()) {
        publish(Files.readAllBytes(newArchive), archive);
      }
      removeUnused();
    } catch (IOException slowerNextTime) {
      // The next start takes a few seconds longer; nothing else depends on the archive.
    }
  }

  private void removeUnused() throws IOException {
    Instant limit = Instant.now().minus(UNUSED);
    List<Path> files;
    try (var entries = Files.list(folder)) {
      files =
          entries
              .filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".jar"))
              .toList();
    }
    for (Path file : files) {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static Path jarOf(ServerProgram program, Path folder) throws IOException {
    byte[] classes = zip(program.classes());
    Path jar = folder.resolve(program.name() + "-" + CacheFolder.digest(classes) + ".jar");
    if (!Files.exists(jar)) {
      publish(classes, jar);
    }
    return jar;
  }

  private static void publish(byte[] content, Path file) throws IOException {
    Path part = Files.createTempFile(file.toAbsolutePath().getParent(), "part", null);
    Files.write(part, content);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The JVM refuses an archive if a jar on the class path has another size or time by now. */
  private static byte[] dependencies(ServerProgram program, List<String> jvmFlags, Path jar)
      throws IOException {
    var text = new StringBuilder();
    text.append(System.getProperty("java.home")).append(System.getProperty("java.vm.version"));
    // The size of the heap does not matter to an archive.
    text.append(jvmFlags.stream().filter(flag -> !flag.startsWith("-Xmx")).toList());
    for (String file :
        (jar + File.pathSeparator + program.libraries()).split(File.pathSeparator, -1)) {
      Path path = Path.of(file);
      text.append(file).append(Files.size(path)).append(Files.getLastModifiedTime(path));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(List<Path> folders) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Path folder : folders) {
        add(folder, zip);
      }
    }
    return bytes.toByteArray();
  }

  private static void add(Path classes, ZipOutputStream zip) throws IOException {
    List<Path> files;
    try (var paths = Files.walk(classes)) {
      files = paths.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      ZipEntry entry = new ZipEntry(classes.relativize(file).toString().replace('\\', '/'));
      // A fixed time: the same classes give the same jar.
      entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
      zip.putNextEntry(entry);
      Files.copy(file, zip);
    }
  }
}
