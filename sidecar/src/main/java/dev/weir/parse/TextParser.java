package dev.weir.parse;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The line as a whole is all there is. */
final class TextParser implements LineParser {
  private static final Fields.Column MESSAGE = Fields.Column.of("message", Map.of());

  @Override
  public @Nullable String parse(byte[] line, int from, int to, Fields fields) {
    fields.add(MESSAGE, line, from, to);
    return null;
  }
}
