package dev.weir.parse;

import dev.weir.type.FieldType;
import dev.weir.type.RecordFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts with fields in braces between them; the first that fits counts. */
final class DissectParser implements LineParser {
  private final FormTable forms;
  private final int cutBytes;

  DissectParser(RecordFormat.Dissect format, Map<String, FieldType> types) {
    forms =
        new FormTable(format.forms().stream().map(form -> new FormMatcher(form, types)).toList());
    cutBytes = format.cutBytes();
  }

  @Override
  public @Nullable String parse(byte[] line, int from, int to, Fields fields) {
    return forms.parse(line, from, to, to - from >= cutBytes, fields) ? null : "no_match";
  }
}
