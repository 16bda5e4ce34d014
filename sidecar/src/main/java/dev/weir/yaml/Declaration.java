package dev.weir.yaml;

import org.jspecify.annotations.Nullable;

/**
 * A key as a reader declares it: by asking a section for it.
 *
 * @param section the path of the section, as in {@code source.buckets[0]}; empty at the top
 * @param key the key; empty if the reader asks which keys there are
 * @param takes what its value or each value of its list takes; null if it asks for no value
 * @param otherwise the default, as it is shown to users; null if there is none
 */
record Declaration(
    String section, String key, Kind kind, @Nullable Takes takes, @Nullable Object otherwise) {
  /** What a reader asks for. */
  enum Kind {
    VALUE,
    /** A value whose absence is a problem. */
    NEEDED,
    LIST,
    /** A value or a list of them. */
    ONE_OR_MORE,
    SECTION,
    SECTIONS,
    /** Which keys the user wrote. */
    KEYS,
    /** Whether there is a value, of whatever kind. */
    PRESENCE
  }
}
