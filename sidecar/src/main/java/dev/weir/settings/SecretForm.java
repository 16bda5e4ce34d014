package dev.weir.settings;

import dev.weir.yaml.Environment;
import dev.weir.yaml.Form;
import dev.weir.yaml.Section;
import dev.weir.yaml.Takes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A secret as written, or {@code file:path} for a file's content without its line end.
 *
 * @param minBytes the shortest one that will do
 * @param needed whether a file that cannot be read is a mistake; else a stand-in takes its place
 */
public record SecretForm(int minBytes, boolean needed) implements Form<Secret> {
  private static final String FILE = "file:";
  private static final int MAX_FILE_BYTES = 64 << 10;

  /** Any secret of a section. */
  public static SecretForm of(Section section) {
    return atLeast(1, section);
  }

  /** A secret of a section that is no shorter than this. */
  public static SecretForm atLeast(int bytes, Section section) {
    return new SecretForm(bytes, section.needsSecrets());
  }

  @Override
  public Secret parse(String text) {
    Secret secret = Secret.of(text.startsWith(FILE) ? content(text) : text);
    if (secret.revealBytes().length < minBytes) {
      throw new IllegalArgumentException(
          minBytes == 1
              ? "a secret that is not empty"
              : "a secret of at least " + minBytes + " bytes");
    }
    return secret;
  }

  @Override
  public Takes takes() {
    return new Takes.Text(
        minBytes == 1 ? "secret" : "secret of at least " + minBytes + " bytes", null);
  }

  @Override
  public boolean isSecret() {
    return true;
  }

  private String content(String text) {
    Path file = Path.of(text.substring(FILE.length()));
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new IllegalArgumentException(
            "a file of at most " + MAX_FILE_BYTES + " bytes: " + file);
      }
      return Files.readString(file).stripTrailing();
    } catch (IOException e) {
      if (!needed) {
        return Environment.STAND_IN;
      }
      throw new IllegalArgumentException("a file that can be read: " + file, e);
    }
  }
}
