package dev.weir.config;

import dev.weir.yaml.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A secret as written, or {@code file:path} for a file's content without its line end.
 *
 * @param minBytes the shortest one that will do
 */
record SecretForm(int minBytes) implements Form<Secret> {
  static final SecretForm ANY = new SecretForm(1);
  private static final String FILE = "file:";
  private static final int MAX_FILE_BYTES = 64 << 10;

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
  public boolean isSecret() {
    return true;
  }

  private static String content(String text) {
    Path file = Path.of(text.substring(FILE.length()));
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new IllegalArgumentException(
            "a file of at most " + MAX_FILE_BYTES + " bytes: " + file);
      }
      return Files.readString(file).stripTrailing();
    } catch (IOException e) {
      throw new IllegalArgumentException("a file that can be read: " + file, e);
    }
  }
}
