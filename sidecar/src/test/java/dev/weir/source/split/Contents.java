package dev.weir.source.split;

import dev.weir.type.SplitFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Splits content for tests and writes down what came out. */
final class Contents {
  private Contents() {}

  /** Pieces of content: records as they are, others as {@code !reason@offset+fullBytes}. */
  static List<String> split(SplitFormat format, String content, int cap, int chunk) {
    return split(format, content.getBytes(StandardCharsets.UTF_8), cap, chunk);
  }

  static List<String> split(SplitFormat format, byte[] content, int cap, int chunk) {
    List<String> pieces = new ArrayList<>();
    try {
      SlidingWindow window = new SlidingWindow(chunked(content, chunk), cap);
      Splitter splitter = Splitters.open(format, window, cap);
      Slice slice = new Slice();
      while (splitter.next(slice)) {
        pieces.add(describe(slice));
        if (pieces.size() > content.length + 1) {
          throw new AssertionError("it does not end: " + pieces.subList(0, 10));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pieces;
  }

  static boolean isRecord(String piece) {
    return !piece.startsWith("!");
  }

  private static String describe(Slice slice) {
    UnsendableReason reason = slice.reason();
    if (reason == null) {
      return new String(slice.bytes(), slice.from(), slice.length(), StandardCharsets.ISO_8859_1);
    }
    return "!" + reason.label() + "@" + slice.offset() + "+" + slice.fullBytes();
  }

  static InputStream chunked(byte[] content, int chunk) {
    return new InputStream() {
      private final ByteArrayInputStream in = new ByteArrayInputStream(content);

      @Override
      public int read() {
        return in.read();
      }

      @Override
      public int read(byte[] bytes, int from, int length) {
        return in.read(bytes, from, Math.min(chunk, length));
      }
    };
  }
}
