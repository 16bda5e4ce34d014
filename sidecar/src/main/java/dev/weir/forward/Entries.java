package dev.weir.forward;

import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.MalformedChunkException;

/**
 * The entries of a message as one run of {@code [time, record]}, in the memory of its lease.
 *
 * @param bytes the array they lie in
 */
// Never compared, so that an array is no trap.
@SuppressWarnings("ArrayRecordComponent")
record Entries(byte[] bytes, int from, int to) {
  private static final byte ARRAY_OF_TWO = (byte) 0x92;

  /** Decompresses or rearranges the payload where its mode asks for that; else copies nothing. */
  static Entries of(Message message, byte[] wire, Lease lease, ForwardLimits limits)
      throws MalformedChunkException, InterruptedException {
    int from = message.payloadFrom();
    int to = message.payloadTo();
    return switch (message.mode()) {
      case FORWARD, PACKED_FORWARD -> new Entries(wire, from, to);
      case COMPRESSED_PACKED_FORWARD -> decompressed(message, wire, lease, limits);
      case MESSAGE -> {
        if (message.needsPlain()) {
          yield withMetadata(message, wire, lease);
        }
        // Time and record lie side by side, and the byte before them, the tag's last, was read:
        // with
        // an array header there they are an entry.
        wire[from - 1] = ARRAY_OF_TWO;
        yield new Entries(wire, from - 1, to);
      }
    };
  }

  private static Entries decompressed(
      Message message, byte[] wire, Lease lease, ForwardLimits limits)
      throws MalformedChunkException, InterruptedException {
    int from = message.payloadFrom();
    int to = message.payloadTo();
    PlainOutput output = new PlainOutput(lease, limits, to - from);
    switch (message.options().compression()) {
      case GZIP -> Gunzip.decompress(wire, from, to, output);
      case ZSTD -> Unzstd.decompress(wire, from, to, output);
      case UNKNOWN -> throw new MalformedChunkException(ChunkRefusal.UNKNOWN_COMPRESSION, 0);
      case NONE -> throw new IllegalStateException("not compressed");
    }
    return new Entries(output.bytes(), 0, output.size());
  }

  private static Entries withMetadata(Message message, byte[] wire, Lease lease)
      throws InterruptedException {
    int metadataFrom = message.options().metadataFrom();
    int metadataBytes = message.options().metadataTo() - metadataFrom;
    int timeFrom = message.payloadFrom();
    int timeBytes = message.recordFrom() - timeFrom;
    int recordBytes = message.payloadTo() - message.recordFrom();
    int size = 2 + timeBytes + metadataBytes + recordBytes;
    byte[] plain = lease.plain(0, size);
    plain[0] = ARRAY_OF_TWO;
    plain[1] = ARRAY_OF_TWO;
    System.arraycopy(wire, timeFrom, plain, 2, timeBytes);
    System.arraycopy(wire, metadataFrom, plain, 2 + timeBytes, metadataBytes);
    System.arraycopy(wire, message.recordFrom(), plain, 2 + timeBytes + metadataBytes, recordBytes);
    return new Entries(plain, 0, size);
  }
}
