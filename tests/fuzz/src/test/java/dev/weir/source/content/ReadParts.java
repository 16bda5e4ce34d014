package dev.weir.source.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.source.decompress.CorruptContentException;
import dev.weir.source.decompress.DecompressionLimits;
import dev.weir.units.ByteSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Reads an object's parts to their ends, twice, the second time in small pieces. */
final class ReadParts {
  private static final int CAP = 1 << 20;
  private static final DecompressionLimits LIMITS =
      new DecompressionLimits(new ByteSize(CAP), 100, new ByteSize(1 << 16));

  private final byte[] buffer = new byte[8 << 10];

  /** Holds that the parts are the same both times, and not more of them than the caps allow. */
  List<String> check(byte[] object, int pieces) throws IOException {
    List<String> whole = read(new ByteArrayInputStream(object), object.length);
    assertEquals(whole, read(new Pieces(object, pieces), object.length));
    return whole;
  }

  private List<String> read(InputStream object, int length) throws IOException {
    List<String> parts = new ArrayList<>();
    long total = 0;
    try (ObjectContent content = ObjectContent.open(object, length, LIMITS)) {
      for (ContentPart part = content.next(); part != null; part = content.next()) {
        switch (part) {
          case ContentPart.Opaque opaque ->
              parts.add(opaque.member() + opaque.reason() + opaque.kind() + opaque.head().length);
          case ContentPart.Text text -> {
            CRC32 crc = new CRC32();
            String end = "";
            try {
              int count = text.utf8().read(buffer);
              for (; count >= 0; count = text.utf8().read(buffer)) {
                crc.update(buffer, 0, count);
                total += count;
              }
            } catch (CorruptContentException e) {
              end = e.getMessage();
            }
            parts.add(text.member() + crc.getValue() + end);
          }
        }
      }
    }
    // Of text in wider units a byte may become three.
    assertTrue(total <= 3L * (CAP + length), "over the cap");
    return parts;
  }

  private static final class Pieces extends ByteArrayInputStream {
    private final int most;

    Pieces(byte[] bytes, int most) {
      super(bytes);
      this.most = most;
    }

    @Override
    public synchronized int read(byte[] target, int from, int length) {
      return super.read(target, from, Math.min(length, most));
    }
  }
}
