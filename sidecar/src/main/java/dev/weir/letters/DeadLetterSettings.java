package dev.weir.letters;

import dev.weir.units.ByteSize;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What the file says of dead letters.
 *
 * @param maxBody how much of a record each of them keeps
 * @param s3 where else they are written; null for OpenSearch alone
 */
public record DeadLetterSettings(ByteSize maxBody, @Nullable LetterPrefix s3) {
  /**
   * Reads the section {@code dead_letters}.
   *
   * @param watched whether the source would read what is written to a bucket under a key
   */
  public static DeadLetterSettings read(Section section, BiPredicate<String, String> watched) {
    ByteSize maxBody =
        section.value("max_body", LetterSettings.DEFAULT.body(), Forms.size("1KiB", "10MiB"));
    Section s3 = section.section("s3");
    return new DeadLetterSettings(maxBody, s3.present() ? LetterPrefix.read(s3, watched) : null);
  }
}
