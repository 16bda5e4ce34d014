package dev.weir.source;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An object that somebody has to look after.
 *
 * @param version its version id, else its ETag; null if nobody told it
 * @param records how many of its records are so; 0 where it is the object as a whole, or unknown
 */
public record ObjectTrouble(
    Kind kind, String bucket, String key, @Nullable String version, long records) {
  /** What is the matter, the worst first. */
  public enum Kind {
    /** A dead letter stands for it as a whole. */
    POISONED,
    /** It was not read, and another run tries it again. */
    LEFT,
    /** Of some of its records nobody knows what became. */
    UNACCOUNTED,
    /** Some of its records are dead letters. */
    DEAD_LETTERED,
    /** Some of its records were not understood, and are indexed as they came. */
    UNPARSED;

    /** The word for it in answers. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
