package dev.weir.source.resend;

import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The Fluent Bit on this host, through which the source's frames go: when a frame that it
 * acknowledged is sent again.
 *
 * @param storage its {@code storage.path}: shows which frames it no longer holds; null if it cannot
 *     be seen
 * @param resendAfter after which a frame is missing although its buffer does not show it
 * @param dropsWholeFrames its filters drop all records of a frame on purpose
 */
public record FluentBitSettings(
    @Nullable Path storage, Duration resendAfter, boolean dropsWholeFrames) {
  private static final int MOST_SENDS = 3;

  public static final FluentBitSettings DEFAULT =
      new FluentBitSettings(null, Duration.ofMinutes(15), false);

  /** Reads {@code source.fluent_bit}. */
  public static FluentBitSettings read(Section section) {
    return new FluentBitSettings(
        section.optional("storage", Forms.FOLDER),
        section.value("resend_after", DEFAULT.resendAfter, Forms.duration("1s", "7d")),
        section.value("drops_whole_frames", false, Forms.BOOLEAN));
  }

  /** How often a frame is sent at most; once if nothing of it may arrive on purpose. */
  public int sends() {
    return dropsWholeFrames ? 1 : MOST_SENDS;
  }
}
