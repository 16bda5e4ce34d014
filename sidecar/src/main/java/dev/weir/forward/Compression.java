package dev.weir.forward;

/** What the option {@code compressed} says of a payload. */
enum Compression {
  NONE,
  GZIP,
  ZSTD,
  UNKNOWN
}
