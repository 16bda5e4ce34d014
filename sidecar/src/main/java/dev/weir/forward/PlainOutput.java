package dev.weir.forward;

import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.MalformedChunkException;

/** Where a payload is decompressed to: memory of its lease, under an absolute and a ratio cap. */
final class PlainOutput {
  /** Small payloads of one repeated byte are harmless whatever their ratio. */
  private static final int RATIO_FROM_BYTES = 1 << 20;

  private final Lease lease;
  private final long capBytes;
  private final int ratio;
  private long compressedBytes;
  private byte[] bytes;
  private int size;

  /**
   * @param compressedBytes what comes in is no larger than that
   */
  PlainOutput(Lease lease, ForwardLimits limits, int compressedBytes) throws InterruptedException {
    this.lease = lease;
    this.capBytes = limits.decompressed().bytes();
    this.ratio = limits.decompressionRatio();
    this.compressedBytes = compressedBytes;
    this.bytes = lease.plain(0, 1);
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** The bytes that may be written at {@link #size}; never 0. */
  int room() throws InterruptedException {
    if (size == bytes.length) {
      bytes = lease.plain(size, size + 1);
    }
    return bytes.length - size;
  }

  /**
   * Takes off bytes that hold nothing of the payload, such as a header's name or a skippable frame:
   * else they would buy room for a bomb.
   */
  void holdsNothing(long count) throws MalformedChunkException {
    compressedBytes -= count;
    written(0);
  }

  /** Counts bytes that were written. */
  void written(int count) throws MalformedChunkException {
    size += count;
    if (size > capBytes) {
      throw new MalformedChunkException(ChunkRefusal.DECOMPRESSED_TOO_LARGE, size);
    }
    if (size > RATIO_FROM_BYTES && size > ratio * compressedBytes) {
      throw new MalformedChunkException(ChunkRefusal.DECOMPRESSION_RATIO, size);
    }
  }
}
