package dev.weir.letters;

import dev.weir.units.ByteSize;
import org.jspecify.annotations.Nullable;

/**
 * What dead letters are made with.
 *
 * @param host the name of this host, which each of them carries
 * @param body how much of a record is kept; what is longer is cut and cannot be replayed
 * @param archive where else they are kept, without which none is final; null for OpenSearch alone
 */
public record LetterSettings(String host, ByteSize body, @Nullable LetterArchive archive) {
  /** What holds where nobody says otherwise. */
  public static final LetterSettings DEFAULT = new LetterSettings("", ByteSize.ofMiB(1), null);
}
