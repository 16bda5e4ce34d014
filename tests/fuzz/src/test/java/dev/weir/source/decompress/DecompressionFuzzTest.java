package dev.weir.source.decompress;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.units.ByteSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Whatever lies in a bucket is read to its end or refused as corrupt content, never more of it than
 * the caps allow.
 */
class DecompressionFuzzTest {
  private static final int SIZE_CAP = 4 << 20;
  private static final DecompressionLimits LIMITS =
      new DecompressionLimits(new ByteSize(SIZE_CAP), 100, new ByteSize(1 << 20));

  private final byte[] buffer = new byte[64 << 10];

  @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
  void readsOrRefusesEveryObject(byte[] data) throws IOException {
    long total = 0;
    try (InputStream content =
        Decompression.open(new ByteArrayInputStream(data), data.length, LIMITS)) {
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        total += count;
        assertTrue(total <= Math.max(SIZE_CAP, data.length), "over the cap");
      }
    } catch (CorruptContentException refused) {
      assertTrue(total <= Math.max(SIZE_CAP, data.length), "over the cap");
    }
  }
}
