package dev.weir.source.content;

import dev.weir.source.decompress.CorruptContentException;
import dev.weir.source.decompress.DecompressionLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What an object's parts are, each in words. */
final class Parts {
  private Parts() {}

  static List<String> of(byte[] object) throws IOException {
    return of(object, DecompressionLimits.DEFAULT, Integer.MAX_VALUE);
  }

  /** {@code name: text} or {@code name! reason kind}; a text that breaks off ends with why. */
  static List<String> of(byte[] object, DecompressionLimits limits, int chunk) throws IOException {
    List<String> parts = new ArrayList<>();
    try (ObjectContent content =
        ObjectContent.open(chunked(object, chunk), object.length, limits)) {
      for (ContentPart part = content.next(); part != null; part = content.next()) {
        String name = part.member() == null ? "" : part.member();
        parts.add(
            switch (part) {
              case ContentPart.Text text -> name + ": " + read(text.utf8());
              case ContentPart.Opaque opaque ->
                  name + "! " + opaque.reason().label() + " " + opaque.kind().label();
            });
      }
    }
    return parts;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String read(InputStream content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      content.transferTo(bytes);
    } catch (CorruptContentException e) {
      return bytes.toString(StandardCharsets.UTF_8) + "! " + e.getMessage();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static InputStream chunked(byte[] object, int chunk) {
    return new ByteArrayInputStream(object) {
      @Override
      public synchronized int read(byte[] target, int from, int length) {
        return super.read(target, from, Math.min(length, chunk));
      }
    };
  }
}
