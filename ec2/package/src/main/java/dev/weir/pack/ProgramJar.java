package dev.weir.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The program's jar, with what was packaged in it. */
final class ProgramJar {
  private static final String VERSION = "dev/weir/cli/version.properties";
  private static final String MANIFEST = JarFile.MANIFEST_NAME;

  private ProgramJar() {}

  /** Copies the jar, the manifest first and the rest in the order of the names. */
  static void write(Path source, Release release, Path target) throws IOException {
    try (JarFile jar = new JarFile(source.toFile());
        OutputStream file = Files.newOutputStream(target);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      TreeMap<String, JarEntry> entries = new TreeMap<>();
      jar.stream().filter(each -> !each.isDirectory()).forEach(e -> entries.put(e.getName(), e));
      JarEntry manifest = entries.remove(MANIFEST);
      if (manifest != null) {
        put(zip, MANIFEST, jar.getInputStream(manifest).readAllBytes(), release);
      }
      for (JarEntry entry : entries.values()) {
        byte[] content =
            entry.getName().equals(VERSION)
                ? version(release)
                : jar.getInputStream(entry).readAllBytes();
        put(zip, entry.getName(), content, release);
      }
    }
  }

  private static byte[] version(Release release) {
    return "version=%s\ncommit=%s\nbuild=%s\n"
        .formatted(release.number(), release.commit(), release.time())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ZipOutputStream zip, String name, byte[] content, Release release)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(release.time().atZone(java.time.ZoneOffset.UTC).toLocalDateTime());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
