package dev.weir.source.send;

import dev.weir.account.Frame;
import dev.weir.account.ObjectVersion;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.source.frame.SealedFrame;

/** Frames of one empty record. */
public final class TestFrames {
  private static final ObjectVersion OBJECT = new ObjectVersion("b", "k", "v");

  private TestFrames() {}

  /** The frame of chunk {@code chunk-<number>}. */
  public static SealedFrame numbered(int number) {
    MsgpackWriter entry = new MsgpackWriter(64);
    entry.writeArrayHeader(2);
    entry.writeEventTime(1, 0);
    entry.writeMapHeader(0);
    MsgpackWriter out = new MsgpackWriter(128);
    out.writeArrayHeader(3);
    out.writeStr("tag");
    out.writeBin(entry.bytes(), 0, entry.size());
    out.writeMapHeader(2);
    out.writeStr("chunk");
    out.writeStr("chunk-" + number);
    out.writeStr("size");
    out.writeLong(1);
    return new SealedFrame(
        new Frame(OBJECT, number, 1, 0), "chunk-" + number, out.bytes(), out.size());
  }
}
