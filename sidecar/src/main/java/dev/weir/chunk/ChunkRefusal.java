package dev.weir.chunk;

import java.util.Locale;

/** Why a chunk was refused. The set is closed: the {@link #label} is a metric's label. */
public enum ChunkRefusal {
  /** The message is neither an array nor a heartbeat. */
  NOT_A_MESSAGE(true),
  /** The message's array has a number of elements that no mode has. */
  WRONG_ELEMENT_COUNT(true),
  /** The tag is not a string. */
  BAD_TAG(true),
  /** The tag is longer than 1 KiB. */
  TAG_TOO_LONG(true),
  /** The second element is neither entries nor a time, so there is no telling the mode. */
  UNKNOWN_MODE(true),
  /** The byte 0xC1 stands where a value begins. */
  RESERVED_BYTE(true),
  /** Arrays and maps are nested past the limit. */
  TOO_DEEP(true),
  /** The message is, or says it is, larger than a frame may be. */
  FRAME_TOO_LARGE(true),
  /** The options are no map with string keys, or one that matters has the wrong type. */
  BAD_OPTIONS(true),
  /** {@code compressed} is neither gzip nor zstd nor text. */
  UNKNOWN_COMPRESSION(true),
  /** {@code fluent_signal} is none of logs, metrics and traces. */
  UNKNOWN_SIGNAL(true),
  /** The payload does not decompress, or its checksum is wrong. */
  BAD_COMPRESSION(true),
  /** The payload decompresses to more than is allowed. */
  DECOMPRESSED_TOO_LARGE(true),
  /** The payload grows by more than the allowed factor when it is decompressed. */
  DECOMPRESSION_RATIO(true),
  /** An entry is not {@code [time, record]} or {@code [[time, metadata], record]}. */
  BAD_ENTRY(true),
  /** An entry's time is none of the protocol's forms. */
  BAD_TIME(true),
  /** A record is no map, or is not valid inside. */
  BAD_RECORD(true),
  /** The last entry is cut off. */
  TRUNCATED_ENTRY(true),
  /** There are more entries than a chunk may have: those past the limit become dead letters. */
  TOO_MANY_ENTRIES(true),
  /** The handler failed in a way that says nothing about the chunk. */
  HANDLER_FAILED(false),
  /** The handler gives the chunk back because it stops. */
  HANDLER_CLOSING(false);

  private final boolean permanent;

  ChunkRefusal(boolean permanent) {
    this.permanent = permanent;
  }

  /**
   * Whether the same bytes would be refused again. Only such a chunk becomes a dead letter when it
   * comes back too often; any other is refused for as long as it takes.
   */
  public boolean permanent() {
    return permanent;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
