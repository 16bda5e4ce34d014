package dev.weir.source.send;

import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the MessagePack values that a peer sends back, all of them small. */
final class Replies {
  private static final int MAX_BYTES = 16 * 1024;

  private final Wire wire;
  private final byte[] bytes = new byte[MAX_BYTES];
  private final MsgpackReader reader = new MsgpackReader();
  private int from;
  private int to;

  Replies(Wire wire) {
    this.wire = wire;
  }

  /** The next value whole, the cursor at its first byte; null at the end of the stream. */
  @Nullable MsgpackReader next() throws IOException {
    while (true) {
      if (to > from) {
        reader.reset(bytes, from, to);
        try {
          reader.skip();
          int end = reader.position();
          reader.reset(bytes, from, end);
          from = end;
          return reader;
        } catch (MsgpackException e) {
          if (e.reason() != MsgpackException.Reason.TRUNCATED) {
            throw new ForwardException("io", "the peer's answer is no MessagePack");
          }
        }
      }
      if (!fill()) {
        return null;
      }
    }
  }

  private boolean fill() throws IOException {
    System.arraycopy(bytes, from, bytes, 0, to - from);
    to -= from;
    from = 0;
    if (to == bytes.length) {
      throw new ForwardException("io", "the peer's answer is longer than " + MAX_BYTES + " bytes");
    }
    int read = wire.read(bytes, to, bytes.length - to);
    to += Math.max(0, read);
    return read > 0;
  }
}
