package dev.weir.forward;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.MalformedChunkException;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Decompresses the zstd frames of a payload (RFC 8878). */
final class Unzstd {
  /** 8 MiB, what RFC 8878 asks of every decoder; more would be native memory at a peer's word. */
  private static final int WINDOW_LOG_LIMIT = 23;

  private Unzstd() {}

  static void decompress(byte[] bytes, int from, int to, PlainOutput output)
      throws MalformedChunkException, InterruptedException {
    if (from == to) {
      return;
    }
    output.holdsNothing(ZstdFrames.skippableBytes(bytes, from, to));
    ByteArrayInputStream compressed = new ByteArrayInputStream(bytes, from, to - from);
    try (ZstdInputStreamNoFinalizer frames = new ZstdInputStreamNoFinalizer(compressed)) {
      frames.setLongMax(WINDOW_LOG_LIMIT);
      while (true) {
        int room = output.room();
        int count = frames.read(output.bytes(), output.size(), room);
        if (count < 0) {
          return;
        }
        output.written(count);
      }
    } catch (IOException e) {
      long offset = (long) to - from - compressed.available();
      throw new MalformedChunkException(ChunkRefusal.BAD_COMPRESSION, offset);
    }
  }
}
