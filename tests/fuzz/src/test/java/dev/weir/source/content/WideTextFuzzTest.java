package dev.weir.source.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.source.decompress.CorruptContentException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;

/** Units of two or four bytes become UTF-8 unit by unit, whatever the sizes of the reads. */
class WideTextFuzzTest {
  private static final int MOST_BYTES = 40 << 10;

  @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
  void decodesEveryUnit(byte[] data) throws IOException {
    if (data.length < 2 || data.length > MOST_BYTES) {
      return;
    }
    Encoding encoding =
        switch (data[0] & 3) {
          case 0 -> Encoding.UTF_32LE;
          case 1 -> Encoding.UTF_32BE;
          case 2 -> Encoding.UTF_16LE;
          default -> Encoding.UTF_16BE;
        };
    int from = Math.min(data.length, 2 + encoding.markBytes());

    String expected = HexFormat.of().formatHex(expected(encoding, data, from));

    for (int most : new int[] {Integer.MAX_VALUE, 1 + (data[1] & 0xff)}) {
      assertEquals(expected, HexFormat.of().formatHex(decoded(encoding, data, most)));
    }
  }

  private static byte[] decoded(Encoding encoding, byte[] data, int most) throws IOException {
    InputStream bytes =
        new ByteArrayInputStream(data, 2, data.length - 2) {
          @Override
          public synchronized int read(byte[] target, int from, int length) {
            return super.read(target, from, Math.min(length, most));
          }
        };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream text = new DecodedText(bytes, encoding)) {
      text.transferTo(out);
      assertEquals(0, (data.length - 2) % encoding.unitBytes, "an end inside of a unit");
    } catch (CorruptContentException cut) {
      assertEquals(CorruptContentException.Reason.TRUNCATED_TEXT, cut.reason());
    }
    return out.toByteArray();
  }

  /** As UTF-8 of up to seven bytes, written down for each length. */
  private static byte[] expected(Encoding encoding, byte[] data, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = from; at + encoding.unitBytes <= data.length; at += encoding.unitBytes) {
      long number = encoding.unit(data, at) & 0xffff_ffffL;
      int next = at + encoding.unitBytes;
      if (encoding.unitBytes == 2 && number >>> 10 == 0x36 && next + 2 <= data.length) {
        int low = encoding.unit(data, next);
        if (low >>> 10 == 0x37) {
          number = 0x10000 + (((number & 0x3ff) << 10) | (low & 0x3ff));
          at = next;
        }
      }
      write(number, out);
    }
    return out.toByteArray();
  }

  private static void write(long number, ByteArrayOutputStream out) {
    if (number < 0x80) {
      out.write((int) number);
      return;
    }
    int more =
        number < 0x800
            ? 1
            : number < 0x10000
                ? 2
                : number < 0x20_0000 ? 3 : number < 0x400_0000 ? 4 : number < 0x8000_0000L ? 5 : 6;
    int lead = (0xff << (6 - more)) & 0xff;
    out.write((int) ((lead & ~(1 << (6 - more))) | (number >>> (6 * more))));
    for (int i = more - 1; i >= 0; i--) {
      out.write((int) (0x80 | ((number >>> (6 * i)) & 0x3f)));
    }
  }
}
