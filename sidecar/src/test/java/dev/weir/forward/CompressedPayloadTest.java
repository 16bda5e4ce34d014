package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.Zstd;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.MalformedChunkException;
import dev.weir.units.ByteSize;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompressedPayloadTest {
  private static final int CAP = 4 << 20;
  private static final ForwardLimits LIMITS =
      new ForwardLimits(
          ByteSize.ofMiB(32), ByteSize.ofMiB(1), ByteSize.ofMiB(4), new ByteSize(CAP), 20, 4, 10);

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void decompressesUpToTheCapAndNoFurther(String compression) throws Exception {
    byte[] fits = noise(CAP);
    byte[] tooMuch = noise(CAP + 1);

    byte[] decompressed = decompress(compression, compress(compression, fits));
    MalformedChunkException refused = refusal(compression, compress(compression, tooMuch));

    assertArrayEquals(fits, decompressed);
    assertEquals(ChunkRefusal.DECOMPRESSED_TOO_LARGE, refused.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void stopsBombByItsRatio(String compression) {
    byte[] bomb = compress(compression, new byte[3 << 20]);

    MalformedChunkException refused = refusal(compression, bomb);

    assertEquals(ChunkRefusal.DECOMPRESSION_RATIO, refused.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void refusesEachPrefix(String compression) throws Exception {
    byte[] compressed = compress(compression, noise(300));

    for (int end = 1; end < compressed.length; end++) {
      byte[] cut = Arrays.copyOf(compressed, end);
      assertEquals(ChunkRefusal.BAD_COMPRESSION, refusal(compression, cut).reason());
    }
    assertEquals(0, decompress(compression, new byte[0]).length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void takesNothingBehindTheLastMemberForItsEnd(String compression) {
    byte[] behind = Bytes.concat(compress(compression, noise(300)), new byte[] {1, 2, 3, 4, 5});

    assertEquals(ChunkRefusal.BAD_COMPRESSION, refusal(compression, behind).reason());
  }

  @Test
  void takesNoExtraFieldForPayload() {
    byte[] bomb = Bytes.gzip(new byte[3 << 20]);
    byte[] padded =
        Bytes.concat(
            Bytes.hex("1f8b 08 04 00000000 00 ff ffff"),
            new byte[0xffff],
            Arrays.copyOfRange(bomb, 10, bomb.length));
    byte[] paddedBehind =
        Bytes.concat(
            bomb, Bytes.hex("1f8b 08 04 00000000 00 ff ffff"), new byte[0xffff], emptyGzip());
    byte[] named =
        Bytes.concat(
            Bytes.hex("1f8b 08 08 00000000 00 ff"),
            "n".repeat(200_000).getBytes(StandardCharsets.US_ASCII),
            new byte[1],
            Arrays.copyOfRange(bomb, 10, bomb.length));

    for (byte[] each : List.of(padded, paddedBehind, named)) {
      assertEquals(ChunkRefusal.DECOMPRESSION_RATIO, refusal("gzip", each).reason());
    }
  }

  /** What follows the header of a member that holds nothing. */
  private static byte[] emptyGzip() {
    byte[] empty = Bytes.gzip(new byte[0]);
    return Arrays.copyOfRange(empty, 10, empty.length);
  }

  @Test
  void takesNoSkippableFrameForPayload() throws Exception {
    byte[] skippable = Bytes.concat(Bytes.hex("502a4d18 00000400"), new byte[1 << 18]);
    byte[] bomb = Zstd.compress(new byte[3 << 20]);
    byte[] plain = noise(300);

    byte[] before = Bytes.concat(skippable, bomb);
    byte[] behind = Bytes.concat(bomb, skippable);

    assertEquals(ChunkRefusal.DECOMPRESSION_RATIO, refusal("zstd", before).reason());
    assertEquals(ChunkRefusal.DECOMPRESSION_RATIO, refusal("zstd", behind).reason());
    assertArrayEquals(
        plain, decompress("zstd", Bytes.concat(skippable, Zstd.compress(plain), skippable)));
  }

  @Test
  void refusesGzipOfWrongChecksum() {
    byte[] compressed = Bytes.gzip(noise(300));
    compressed[compressed.length - 8] ^= 1;

    assertEquals(ChunkRefusal.BAD_COMPRESSION, refusal("gzip", compressed).reason());
  }

  @Test
  void readsGzipHeaderWithAllItsOptionalFields() throws Exception {
    byte[] plain = noise(300);
    byte[] compressed = Bytes.gzip(plain);
    byte[] full =
        Bytes.concat(
            Bytes.hex("1f8b 08 1f 00000000 00 ff 0300 010203 'name' 00 'comment' 00 abcd"),
            Arrays.copyOfRange(compressed, 10, compressed.length));

    assertArrayEquals(plain, decompress("gzip", full));
  }

  private static byte[] decompress(String compression, byte[] compressed) throws Exception {
    Slots slots = new Slots(LIMITS, System::nanoTime);
    Lease lease = Lease.acquire(slots, new Peer("test"), compressed.length);
    try {
      PlainOutput output = new PlainOutput(lease, LIMITS, compressed.length);
      if (compression.equals("gzip")) {
        Gunzip.decompress(compressed, 0, compressed.length, output);
      } else {
        Unzstd.decompress(compressed, 0, compressed.length, output);
      }
      return Arrays.copyOf(output.bytes(), output.size());
    } finally {
      lease.release();
      assertEquals(slots.standardSlots(), slots.freeSlots());
    }
  }

  private static MalformedChunkException refusal(String compression, byte[] compressed) {
    return assertThrows(MalformedChunkException.class, () -> decompress(compression, compressed));
  }

  private static byte[] compress(String compression, byte[] plain) {
    return compression.equals("gzip") ? Bytes.gzip(plain) : Zstd.compress(plain);
  }

  private static byte[] noise(int count) {
    byte[] noise = new byte[count];
    new Random(7).nextBytes(noise);
    return noise;
  }
}
