package dev.weir.config;

import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The Fluent Bit on this host, through which the source's frames go.
 *
 * @param storage its {@code storage.path}: shows which frames it no longer holds; null if it cannot
 *     be seen
 * @param resendAfter after which a frame is missing although its buffer does not show it
 * @param dropsWholeFrames its filters drop all records of a frame on purpose
 */
public record FluentBitConfig(
    @Nullable Path storage, Duration resendAfter, boolean dropsWholeFrames) {

  static FluentBitConfig read(Section section) {
    return new FluentBitConfig(
        section.optional("storage", Forms.FOLDER),
        section.value("resend_after", Duration.ofMinutes(15), Forms.duration("1s", "7d")),
        section.value("drops_whole_frames", false, Forms.BOOLEAN));
  }
}
