package dev.weir.source.split;

import java.io.IOException;

/**
 * Walks over the records of one object, each once, in order. Memory is bounded by the record cap,
 * whatever the content. Not thread-safe.
 */
public interface Splitter {
  /**
   * Moves to the next record, or to what stands in a record's place and cannot be one.
   *
   * @param slice filled in; what it says holds until the next call
   * @return false at the end of the content
   * @throws IOException what the stream of the object throws; the object can be read again. Content
   *     that cannot be read at all is no exception but a slice with a reason.
   */
  boolean next(Slice slice) throws IOException;

  /** How many documents said that they hold no records, and were passed over. */
  default long skipped() {
    return 0;
  }
}
