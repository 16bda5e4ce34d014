package dev.weir.source.decompress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.weir.units.ByteSize;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecompressionTest {
  private static final byte[] CONTENT = "{\"a\":1}\n".repeat(3000).getBytes(StandardCharsets.UTF_8);

  enum Form {
    PLAIN,
    GZIP,
    ZSTD,
    BZIP2;

    byte[] of(byte[] content) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (this == PLAIN) {
        return content;
      }
      if (this == ZSTD) {
        return Zstd.compress(content);
      }
      try (OutputStream out =
          this == GZIP ? new GZIPOutputStream(bytes) : new BZip2CompressorOutputStream(bytes)) {
        out.write(content);
      }
      return bytes.toByteArray();
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void tellsTheFormatByItsFirstBytes(Form form) throws IOException {
    assertArrayEquals(CONTENT, all(form.of(CONTENT), Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void readsSeveralMembers(Form form) throws IOException {
    byte[] half = Arrays.copyOf(CONTENT, CONTENT.length / 2);
    byte[] rest = Arrays.copyOfRange(CONTENT, CONTENT.length / 2, CONTENT.length);

    byte[] members = concat(form.of(half), form.of(new byte[0]), form.of(rest));

    assertArrayEquals(CONTENT, all(members, Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void readsWhatComesByteByByte(Form form) throws IOException {
    byte[] object = concat(form.of(CONTENT), form.of(CONTENT));

    assertArrayEquals(concat(CONTENT, CONTENT), all(object, 1));
  }

  @Test
  void passesOverZerosBehindTheLastGzipMember() throws IOException {
    byte[] padded = concat(Form.GZIP.of(CONTENT), new byte[1000]);

    assertArrayEquals(CONTENT, all(padded, 7));
  }

  @Test
  void readsGzipHeadersWithAllTheirFields() throws IOException {
    byte[] plain = Form.GZIP.of(CONTENT);
    byte[] header = {
      0x1f, (byte) 0x8b, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 3, 2, 0, 'x', 'y', 'n', 0, 'c', 0, 1, 2
    };

    byte[] object = concat(header, Arrays.copyOfRange(plain, 10, plain.length));

    assertArrayEquals(CONTENT, all(object, 5));
  }

  @ParameterizedTest
  @EnumSource(
      value = Form.class,
      names = {"GZIP", "ZSTD", "BZIP2"})
  void givesWhatCanBeHadOfEveryPrefix(Form form) throws IOException {
    byte[] object = form.of(Arrays.copyOf(CONTENT, 2000));
    for (int length = 12; length < object.length; length++) {
      ByteArrayOutputStream given = new ByteArrayOutputStream();
      byte[] prefix = Arrays.copyOf(object, length);

      CorruptContentException e =
          assertThrows(CorruptContentException.class, () -> copy(prefix, 3, given));

      assertEquals(CorruptContentException.Reason.TRUNCATED_COMPRESSION, e.reason());
      assertArrayEquals(Arrays.copyOf(CONTENT, given.size()), given.toByteArray());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Form.class,
      names = {"GZIP", "ZSTD", "BZIP2"})
  void answersMutationsWithAStatedReasonOnly(Form form) throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] object = form.of(CONTENT);
    for (int i = 0; i < 300; i++) {
      byte[] mutated = object.clone();
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      try {
        copy(mutated, 1 + random.nextInt(64), new ByteArrayOutputStream());
      } catch (CorruptContentException stated) {
        assertNotNull(stated.reason());
      } catch (IOException | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @Test
  void stopsAtTheSizeCap() throws IOException {
    byte[] object = Form.GZIP.of(CONTENT);
    DecompressionLimits limits =
        new DecompressionLimits(new ByteSize(CONTENT.length - 1), 1000, ByteSize.ofMiB(16));

    CorruptContentException e =
        assertThrows(
            CorruptContentException.class,
            () ->
                Decompression.open(new ByteArrayInputStream(object), object.length, limits)
                    .readAllBytes());

    assertEquals(CorruptContentException.Reason.SIZE_CAP, e.reason());
  }

  @Test
  void stopsAtTheRatioCap() throws IOException {
    byte[] object = Form.ZSTD.of(new byte[20 << 20]);
    DecompressionLimits limits =
        new DecompressionLimits(ByteSize.ofMiB(1000), 1000, ByteSize.ofMiB(1));

    CorruptContentException e =
        assertThrows(
            CorruptContentException.class,
            () ->
                Decompression.open(new ByteArrayInputStream(object), object.length, limits)
                    .readAllBytes());

    assertEquals(CorruptContentException.Reason.RATIO_CAP, e.reason());
  }

  @ParameterizedTest
  @CsvSource({"23, ''", "24, WINDOW_CAP", "27, WINDOW_CAP"})
  void grantsAZstdWindowOf8MiBAndNoMore(int windowLog, String refused) throws IOException {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    try (ZstdOutputStreamNoFinalizer out = new ZstdOutputStreamNoFinalizer(object)) {
      out.setLong(windowLog);
      out.write(CONTENT);
    }

    if (refused.isEmpty()) {
      assertArrayEquals(CONTENT, all(object.toByteArray(), 1000));
      return;
    }
    CorruptContentException e =
        assertThrows(CorruptContentException.class, () -> all(object.toByteArray(), 1000));
    assertEquals(CorruptContentException.Reason.valueOf(refused), e.reason());
  }

  @ParameterizedTest
  @EnumSource(
      value = Form.class,
      names = {"GZIP", "ZSTD", "BZIP2"})
  void givesTheSameBytesBeforeACapHoweverItIsRead(Form form) throws IOException {
    byte[] object = form.of(CONTENT);
    DecompressionLimits size =
        new DecompressionLimits(new ByteSize(12_345), 1000, ByteSize.ofMiB(16));
    DecompressionLimits ratio =
        new DecompressionLimits(ByteSize.ofMiB(1), 3, new ByteSize(object.length));

    for (int block : new int[] {1, 977, 1 << 20}) {
      assertArrayEquals(Arrays.copyOf(CONTENT, 12_345), untilTheCap(object, block, size));
      assertArrayEquals(
          Arrays.copyOf(CONTENT, 3 * object.length), untilTheCap(object, block, ratio));
    }
  }

  @Test
  void readsContentThatIsAsLongAsTheCap() throws IOException {
    byte[] object = Form.GZIP.of(CONTENT);
    DecompressionLimits limits =
        new DecompressionLimits(new ByteSize(CONTENT.length), 1000, ByteSize.ofMiB(16));

    try (InputStream content =
        Decompression.open(new ByteArrayInputStream(object), object.length, limits)) {
      assertArrayEquals(CONTENT, content.readAllBytes());
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void passesFailuresOfTheObjectsStreamOn(Form form) throws IOException {
    byte[] object = form.of(CONTENT);
    InputStream broken =
        new InputStream() {
          private int at;

          @Override
          public int read() throws IOException {
            if (at == object.length / 2) {
              throw new SocketException("reset");
            }
            return object[at++] & 0xff;
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            bytes[from] = (byte) read();
            return 1;
          }
        };

    assertThrows(
        SocketException.class,
        () ->
            Decompression.open(broken, object.length, DecompressionLimits.DEFAULT).readAllBytes());
  }

  private static byte[] untilTheCap(byte[] object, int block, DecompressionLimits limits)
      throws IOException {
    ByteArrayOutputStream given = new ByteArrayOutputStream();
    byte[] buffer = new byte[block];
    try (InputStream content =
        Decompression.open(new ByteArrayInputStream(object), object.length, limits)) {
      assertThrows(
          CorruptContentException.class,
          () -> {
            while (true) {
              int read = content.read(buffer, 0, block);
              assertTrue(read > 0, "ended before the cap");
              given.write(buffer, 0, read);
            }
          });
    }
    return given.toByteArray();
  }

  private static byte[] all(byte[] object, int chunk) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    copy(object, chunk, out);
    return out.toByteArray();
  }

  private static void copy(byte[] object, int chunk, ByteArrayOutputStream target)
      throws IOException {
    InputStream chunked =
        new InputStream() {
          private final ByteArrayInputStream in = new ByteArrayInputStream(object);

          @Override
          public int read() {
            return in.read();
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            return in.read(bytes, from, Math.min(chunk, length));
          }
        };
    try (InputStream content =
        Decompression.open(chunked, object.length, DecompressionLimits.DEFAULT)) {
      byte[] buffer = new byte[977];
      int read = content.read(buffer, 0, buffer.length);
      while (read >= 0) {
        target.write(buffer, 0, read);
        read = content.read(buffer, 0, buffer.length);
      }
    }
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
