package dev.weir.pipeline;

import dev.weir.chunk.Chunk;
import dev.weir.decode.RecordReader;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.parse.TimeProblem;
import dev.weir.parse.TypeParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Judges the times of hosts' records by when they were received: whoever may send could else have
 * an index made for each day of a century. What is of the day of receipt or of those beside it goes
 * the usual way. What is older may come again when other indices are open to it, so it is asked for
 * in all indices of its type before it is written. Not thread-safe.
 */
final class HostTimes {
  private static final long DAY = 86_400;

  private final RecordReader reader;
  private final IndexBounds bounds;
  private Instant received = Instant.EPOCH;
  private String peer = "";
  private @Nullable ReceiptReason reason;
  private boolean elsewhere;

  HostTimes(RecordReader reader, IndexBounds bounds) {
    this.reader = reader;
    this.bounds = bounds;
  }

  /** Begins with a chunk that is received now. */
  void begin(Chunk chunk, Instant now) {
    received = now;
    peer = IndexBounds.address(chunk.peer());
  }

  /** Has the parser read the time of the record at which the reader is, and judges it. */
  void read(TypeParser parser, LogEvent fields) throws MsgpackException {
    long now = received.getEpochSecond();
    reason = null;
    elsewhere = false;
    boolean told = reader.seconds() > 0 && reader.seconds() <= now + DAY;
    parser.readTime(
        fields, told ? reader.seconds() : now, told ? reader.nanos() : received.getNano());
    if (!told && parser.seconds() == now && parser.nanos() == received.getNano()) {
      reason = reader.seconds() > 0 ? ReceiptReason.TOO_LATE : ReceiptReason.UNTOLD;
    } else if (parser.seconds() > now + DAY) {
      reason = ReceiptReason.TOO_LATE;
      parser.putAt(received);
    }
    if (reason != null) {
      elsewhere = true;
    } else if (parser.seconds() < now - DAY) {
      ofThePast(parser, now);
    }
  }

  private void ofThePast(TypeParser parser, long now) {
    elsewhere = true;
    if (parser.isTooOld(now)) {
      reason = ReceiptReason.TOO_OLD;
    } else {
      String index = new String(parser.index(), StandardCharsets.US_ASCII);
      if (!bounds.admits(peer, parser.indexPrefix(), index, now)) {
        reason = ReceiptReason.TOO_MANY_INDICES;
      }
    }
    if (reason != null) {
      parser.indexBy(now);
    }
  }

  /**
   * What the last record's document says of its time.
   *
   * @param problem why it is not the record's own
   */
  @Nullable TimeNote note(@Nullable TimeProblem problem) {
    return reason == null ? TimeNote.ofHost(problem) : TimeNote.ofReceipt(reason);
  }

  /** Whether the last record may have come before, and lie in another index of its type. */
  boolean mayBeElsewhere() {
    return elsewhere;
  }
}
