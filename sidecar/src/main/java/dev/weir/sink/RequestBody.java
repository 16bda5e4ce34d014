package dev.weir.sink;

import dev.weir.event.IsoInstant;
import dev.weir.opensearch.LineBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The lines of a bulk in one array, stamped with the time of sending. One for each sender. */
final class RequestBody implements LineBody {
  private final byte[] stamp = new byte[IsoInstant.MILLIS_LENGTH];
  private byte[] scratch = new byte[0];
  private byte[] bytes = scratch;
  private int length;

  /** Holds the bulk's lines until the next call; a segment sent whole is not copied. */
  RequestBody fill(Bulk bulk, Instant now) {
    IsoInstant.writeMillis(now, stamp, 0);
    if (bulk.isWholeSegment()) {
      Segment segment = bulk.segment(0);
      bytes = segment.bytes();
      length = segment.size();
      for (int item = 0; item < segment.count(); item++) {
        stamp(segment.ingestedAt(item));
      }
      return this;
    }
    int size = Math.toIntExact(bulk.bytes());
    if (scratch.length < size) {
      scratch = new byte[size];
    }
    bytes = scratch;
    length = 0;
    for (int at = 0; at < bulk.count(); at++) {
      Segment segment = bulk.segment(at);
      int item = bulk.item(at);
      int from = segment.lineAt(item);
      System.arraycopy(segment.bytes(), from, bytes, length, segment.lineBytes(item));
      if (segment.ingestedAt(item) >= 0) {
        stamp(length + segment.ingestedAt(item) - from);
      }
      length += segment.lineBytes(item);
    }
    return this;
  }

  /** Compresses what is held. */
  RequestBody gzip() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(512, length / 4));
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(out, 1 << 16) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        }) {
      gzip.write(bytes, 0, length);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    bytes = out.toByteArray();
    length = bytes.length;
    return this;
  }

  /** Lets go of all but a scratch array of usual size. */
  void release(int usualBytes) {
    bytes = scratch;
    length = 0;
    if (scratch.length > 2L * usualBytes) {
      scratch = new byte[0];
      bytes = scratch;
    }
  }

  @Override
  public byte[] array() {
    return bytes;
  }

  @Override
  public int length() {
    return length;
  }

  private void stamp(int at) {
    if (at >= 0) {
      System.arraycopy(stamp, 0, bytes, at, stamp.length);
    }
  }
}
