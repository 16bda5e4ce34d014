package dev.weir.parse;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.weir.type.FieldType;
import dev.weir.type.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Regular expressions whose named groups are the fields; the first that matches counts. */
final class RegexParser implements LineParser {
  @SuppressWarnings("ArrayRecordComponent")
  private record Expression(Pattern pattern, String[] groups, Fields.Column[] columns) {}

  /** Linear as they are, expressions take their time; a longer line is none that a person wrote. */
  private static final int MOST_BYTES = 256 << 10;

  private final List<Expression> expressions;

  RegexParser(RecordFormat.Regex format, Map<String, FieldType> types) {
    expressions = format.patterns().stream().map(pattern -> expression(pattern, types)).toList();
  }

  private static Expression expression(Pattern pattern, Map<String, FieldType> types) {
    String[] groups =
        pattern.namedGroups().entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .toArray(String[]::new);
    Fields.Column[] columns = new Fields.Column[groups.length];
    for (int i = 0; i < groups.length; i++) {
      columns[i] = Fields.Column.of(groups[i], types);
    }
    return new Expression(pattern, groups, columns);
  }

  @Override
  public @Nullable String parse(byte[] line, int from, int to, Fields fields) {
    if (to - from > MOST_BYTES) {
      return "too_long";
    }
    String text = new String(line, from, to - from, StandardCharsets.UTF_8);
    for (Expression expression : expressions) {
      Matcher matcher = expression.pattern().matcher(text);
      if (matcher.matches()) {
        for (int i = 0; i < expression.groups().length; i++) {
          String value = matcher.group(expression.groups()[i]);
          if (value != null && !value.isEmpty()) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            fields.add(expression.columns()[i], utf8, 0, utf8.length);
          }
        }
        return null;
      }
    }
    return "no_match";
  }
}
