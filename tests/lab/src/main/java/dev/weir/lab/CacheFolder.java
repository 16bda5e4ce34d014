package dev.weir.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What outlives a lab and makes the next one start faster; it may be deleted at any time. */
public final class CacheFolder {
  private CacheFolder() {}

  /**
   * {@code $XDG_CACHE_HOME/weir-lab}, or {@code ~/.cache/weir-lab}, or one in the temporary folder.
   */
  public static Path open() throws IOException {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg == null || xdg.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    try {
      return Files.createDirectories(caches.resolve("weir-lab"));
    } catch (IOException notWritable) {
      String user = System.getProperty("user.name", "user");
      return Files.createDirectories(
          Path.of(System.getProperty("java.io.tmpdir"), "weir-lab-cache-" + user));
    }
  }

  /** A name for what depends on {@code content}. */
  public static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
