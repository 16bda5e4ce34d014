package dev.weir.pipeline;

import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.ForwardMode;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.source.frame.SealedFrame;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A chunk for which a test waits. */
final class WaitingChunk implements Chunk {
  private final String tag;
  private final byte[] bytes;
  private final int from;
  private final int to;
  private final CountDownLatch done = new CountDownLatch(1);

  private WaitingChunk(String tag, byte[] bytes, int from, int to) {
    this.tag = tag;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /** Entries, one after the other. */
  static WaitingChunk ofEntries(String tag, byte[] entries) {
    return new WaitingChunk(tag, entries, 0, entries.length);
  }

  /** The entries of a message in PackedForward mode. */
  static WaitingChunk ofFrame(String tag, SealedFrame frame) {
    try {
      MsgpackReader reader = new MsgpackReader().reset(frame.message(), 0, frame.length());
      int unused = reader.readArrayHeader();
      reader.skip();
      int length = reader.readRawHeader();
      int from = reader.position();
      return new WaitingChunk(tag, frame.message(), from, from + length);
    } catch (MsgpackException e) {
      throw new IllegalStateException(e);
    }
  }

  void await() throws InterruptedException {
    if (!done.await(120, TimeUnit.SECONDS)) {
      throw new AssertionError("a chunk is not final after two minutes");
    }
  }

  @Override
  public String tag() {
    return tag;
  }

  @Override
  public ForwardMode mode() {
    return ForwardMode.PACKED_FORWARD;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int from() {
    return from;
  }

  @Override
  public int to() {
    return to;
  }

  @Override
  public long declaredEntries() {
    return -1;
  }

  @Override
  public String peer() {
    return "test";
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public void onClosed(Runnable action) {
    // It stays open.
  }

  @Override
  public void done() {
    done.countDown();
  }

  @Override
  public void refuse(ChunkRefusal reason) {
    throw new AssertionError("refused: " + reason);
  }
}
