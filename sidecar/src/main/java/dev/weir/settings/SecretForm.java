package dev.weir.settings;

import dev.weir.yaml.Environment;
import dev.weir.yaml.Form;
import dev.weir.yaml.Section;
import dev.weir.yaml.Takes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A secret as written; {@code file:path} for a file's content without its line end; {@code ssm:} or
 * {@code secretsmanager:} for what AWS keeps.
 *
 * @param minBytes the shortest one that will do
 * @param section whose secrets have to be there or not: a stand-in takes the place of one that has
 *     not
 */
public record SecretForm(int minBytes, Section section) implements Form<Secret> {
  private static final String FILE = "file:";
  private static final int MAX_FILE_BYTES = 64 << 10;

  /** Any secret of a section. */
  public static SecretForm of(Section section) {
    return atLeast(1, section);
  }

  /** A secret of a section that is no shorter than this. */
  public static SecretForm atLeast(int bytes, Section section) {
    return new SecretForm(bytes, section);
  }

  @Override
  public Secret parse(String text) {
    Secret secret = Secret.of(value(text));
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

  private String value(String text) {
    if (text.startsWith(FILE)) {
      return content(text);
    }
    if (SecretReference.parse(text).isEmpty()) {
      return text;
    }
    return section.needsSecrets() ? section.fetchedSecret(text) : Environment.STAND_IN;
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
      if (!section.needsSecrets()) {
        return Environment.STAND_IN;
      }
      throw new IllegalArgumentException("a file that can be read: " + file, e);
    }
  }
}
