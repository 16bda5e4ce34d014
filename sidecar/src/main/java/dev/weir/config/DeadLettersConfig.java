package dev.weir.config;

import dev.weir.source.SourceSettings;
import dev.weir.units.ByteSize;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters.
 *
 * @param maxBody how much of a record each of them keeps
 * @param s3 where else they are written; null for OpenSearch alone
 */
public record DeadLettersConfig(ByteSize maxBody, @Nullable LetterPrefix s3) {
  static DeadLettersConfig read(Section section, SourceSettings source) {
    ByteSize maxBody = section.value("max_body", ByteSize.ofMiB(1), Forms.size("1KiB", "10MiB"));
    Section s3 = section.section("s3");
    return new DeadLettersConfig(maxBody, s3.present() ? LetterPrefix.read(s3, source) : null);
  }
}
