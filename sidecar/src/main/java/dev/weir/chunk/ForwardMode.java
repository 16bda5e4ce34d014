package dev.weir.chunk;

/** The four modes of the forward protocol; the name in lower case is a metric's label. */
public enum ForwardMode {
  /** {@code [tag, time, record, options?]}: one record. */
  MESSAGE,
  /** {@code [tag, [entry, ...], options?]}. */
  FORWARD,
  /** {@code [tag, str or bin of entries, options?]}. */
  PACKED_FORWARD,
  /** PackedForward whose payload the option {@code compressed} says is gzip or zstd. */
  COMPRESSED_PACKED_FORWARD
}
