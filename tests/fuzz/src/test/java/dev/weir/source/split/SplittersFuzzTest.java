package dev.weir.source.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.json.JsonException;
import dev.weir.json.JsonTranscoder;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.type.SplitFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Any content splits into the same pieces whatever the sizes of the reads and however often the
 * window has to move or grow, and each piece becomes a record or is refused; what becomes of it can
 * be read.
 */
class SplittersFuzzTest {
  private static final int CAP = 4 << 10;
  private static final int MOST_BYTES = 12 << 10;

  /** All of the content fits in. */
  private static final int WIDE = MOST_BYTES;

  /** Nearly every record makes the window move or grow. */
  private static final int NARROW = 64;

  @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
  void splitsTheSameWhateverTheReads(byte[] data) throws Exception {
    if (data.length < 2 || data.length > MOST_BYTES) {
      return;
    }
    SplitFormat format =
        switch (data[0] & 7) {
          case 0, 4 -> new SplitFormat.RecordsArray("Records");
          case 1, 5 -> SplitFormat.TEXT_LINES;
          case 7 ->
              new SplitFormat.RecordsArray(
                  "R",
                  List.of("a", "b"),
                  List.of("e"),
                  Map.of("c", "d"),
                  Map.of("c", "f"),
                  List.of());
          default -> new SplitFormat.JsonValues();
        };
    byte[] content = Arrays.copyOfRange(data, 2, data.length);
    List<String> whole = split(format, new ByteArrayInputStream(content), WIDE);
    List<String> pieces = split(format, new Pieces(content, 1 + (data[1] & 0xff)), NARROW);
    assertEquals(whole, pieces);
  }

  private static List<String> split(SplitFormat format, InputStream content, int window)
      throws Exception {
    Splitter splitter = Splitters.open(format, new SlidingWindow(content, CAP, window), CAP);
    MsgpackWriter out = new MsgpackWriter(1 << 10);
    JsonTranscoder transcoder = new JsonTranscoder(out, 50);
    List<String> pieces = new ArrayList<>();
    Slice slice = new Slice();
    while (splitter.next(slice)) {
      pieces.add(describe(slice));
      if (slice.reason() == null && !(format instanceof SplitFormat.TextLines)) {
        transcode(transcoder, out, slice);
      }
    }
    return pieces;
  }

  private static String describe(Slice slice) {
    if (slice.reason() != null) {
      // How many of its first bytes are here is no promise.
      return slice.offset() + " " + slice.reason() + " " + slice.fullBytes();
    }
    assertTrue(slice.length() <= CAP, "over the cap");
    return slice.offset()
        + " "
        + Arrays.toString(slice.envelope())
        + " "
        + new String(slice.bytes(), slice.from(), slice.length(), StandardCharsets.ISO_8859_1);
  }

  private static void transcode(JsonTranscoder transcoder, MsgpackWriter out, Slice slice)
      throws Exception {
    out.truncate(0);
    try {
      int next = transcoder.record(slice.bytes(), slice.from(), slice.to(), 0);
      assertTrue(next > slice.from() && next <= slice.to(), "ends outside of the piece");
    } catch (JsonException refused) {
      assertEquals(0, out.size(), "a refused record left bytes behind");
      return;
    }
    MsgpackReader reader = new MsgpackReader().reset(out.bytes(), 0, out.size());
    reader.skip();
    assertEquals(out.size(), reader.position());
  }

  /** A stream that gives a few bytes at a time. */
  private static final class Pieces extends InputStream {
    private final ByteArrayInputStream bytes;
    private final int piece;

    Pieces(byte[] content, int piece) {
      this.bytes = new ByteArrayInputStream(content);
      this.piece = piece;
    }

    @Override
    public int read() throws IOException {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int from, int length) {
      return bytes.read(into, from, Math.min(length, piece));
    }
  }
}
