package dev.weir.forward;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Walks over zstd frames without decompressing them (RFC 8878, section 3.1). */
final class ZstdFrames {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAGIC = 0xfd2f_b528;
  private static final int SKIPPABLE_MAGIC = 0x184d_2a50;
  private static final int SKIPPABLE_HEADER_BYTES = 8;
  private static final int[] DICTIONARY_ID_BYTES = {0, 1, 2, 4};
  private static final int[] CONTENT_SIZE_BYTES = {0, 2, 4, 8};

  private final byte[] bytes;
  private final int to;
  private long at;

  private ZstdFrames(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  /** How many bytes lie in skippable frames, up to what is no frame. */
  static long skippableBytes(byte[] bytes, int from, int to) {
    ZstdFrames frames = new ZstdFrames(bytes, from, to);
    long skippable = 0;
    while (to - frames.at >= SKIPPABLE_HEADER_BYTES) {
      int magic = (int) INT.get(bytes, (int) frames.at);
      if ((magic & ~0xf) == SKIPPABLE_MAGIC) {
        long size = (int) INT.get(bytes, (int) frames.at + 4) & 0xffff_ffffL;
        long frame = Math.min(SKIPPABLE_HEADER_BYTES + size, to - frames.at);
        skippable += frame;
        frames.at += frame;
      } else if (magic != MAGIC || !frames.pass()) {
        return skippable;
      }
    }
    return skippable;
  }

  /** Passes a frame; false if it is cut off. */
  private boolean pass() {
    int descriptor = bytes[(int) at + 4] & 0xff;
    boolean singleSegment = (descriptor & 0x20) != 0;
    int contentSize = CONTENT_SIZE_BYTES[descriptor >> 6];
    if (singleSegment) {
      contentSize = Math.max(1, contentSize);
    }
    at += 5 + (singleSegment ? 0 : 1) + DICTIONARY_ID_BYTES[descriptor & 3] + contentSize;
    boolean last = false;
    while (!last) {
      if (to - at < 3) {
        return false;
      }
      int block = byteAt(0) | byteAt(1) << 8 | byteAt(2) << 16;
      last = (block & 1) != 0;
      boolean repeated = (block >> 1 & 3) == 1;
      at += 3 + (repeated ? 1 : block >> 3);
    }
    at += (descriptor & 4) != 0 ? 4 : 0;
    return true;
  }

  private int byteAt(int offset) {
    return bytes[(int) at + offset] & 0xff;
  }
}
