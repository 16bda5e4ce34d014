package dev.weir.pipeline;

import dev.weir.account.ContentHash;
import dev.weir.event.ByteRun;
import dev.weir.event.LogEvent;

/**
 * The hash of what a record says, before any stage added to it or took from it: of its fields as
 * they came, without its stamp and its envelope. Not thread-safe.
 */
final class RecordContent implements ByteRun {
  private final ContentHash hash;
  private long value;

  RecordContent(ContentHash hash) {
    this.hash = hash;
  }

  long of(LogEvent event) {
    value = 0;
    event.runs(this);
    return value;
  }

  @Override
  public void run(byte[] bytes, int from, int to) {
    value = hash.hash(value, bytes, from, to);
  }
}
