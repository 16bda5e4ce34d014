package dev.weir.parse;

import dev.weir.type.FieldType;
import dev.weir.type.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values between separators; see {@link RecordFormat.Delimited}. */
final class DelimitedParser implements LineParser {
  private static final String TOO_FEW = "too_few_fields";
  private static final String SHIFTED = "fields_elsewhere";
  private static final int MOST_COLUMNS = 512;

  private final RecordFormat.Delimited format;
  private final Map<String, FieldType> types;
  private final byte separator;
  private final byte[] absent;
  private final Fields.Column bracketed;
  private final Fields.Column[] shipped;
  private byte[] header = new byte[0];
  private Fields.Column[] columns;
  private int least;

  DelimitedParser(RecordFormat.Delimited format, Map<String, FieldType> types) {
    this.format = format;
    this.types = types;
    this.separator = (byte) format.separator();
    this.absent = format.absent().getBytes(StandardCharsets.UTF_8);
    this.bracketed = Fields.Column.of(format.brackets(), types);
    this.shipped = columns(format.columns());
    this.columns = shipped;
    this.least = format.least();
  }

  @Override
  public void header(byte[] text, int from, int to) {
    if (from == to) {
      columns = shipped;
      least = format.least();
      header = new byte[0];
    } else if (!Arrays.equals(header, 0, header.length, text, from, to)) {
      header = Arrays.copyOfRange(text, from, to);
      columns = columns(names(new String(header, StandardCharsets.UTF_8).strip()));
      // Who wrote the header wrote all of its columns.
      least = columns.length;
    }
  }

  /** The names in a header, which is written as the lines are, or with blanks between them. */
  private List<String> names(String text) {
    boolean likeLines = text.indexOf(format.separator()) >= 0 && format.separator() != ' ';
    String between = likeLines ? Pattern.quote(String.valueOf(format.separator())) : "\\s+";
    List<String> names = new ArrayList<>();
    for (String name : text.split(between, MOST_COLUMNS)) {
      String plain = name.strip();
      boolean quoted = plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"");
      names.add(quoted ? plain.substring(1, plain.length() - 1) : plain);
    }
    return names;
  }

  @Override
  public @Nullable String parse(byte[] line, int from, int to, Fields fields) {
    int at = from;
    int column = 0;
    boolean inPlace = format.brackets().isEmpty();
    boolean noQuote = false;
    boolean noBracket = false;
    while (at <= to && column < columns.length) {
      if (format.runs()) {
        while (at < to && line[at] == separator) {
          at++;
        }
        if (at == to) {
          break;
        }
      }
      int end;
      byte open = at < to ? line[at] : 0;
      if (open == '"' || (open == '[' && bracketed.equals(columns[column]))) {
        boolean quote = open == '"';
        int close = (quote ? noQuote : noBracket) ? -1 : closing(line, at, to, quote);
        // What ends none here ends none further on: each byte is looked at a few times only.
        noQuote |= quote && close < 0;
        noBracket |= !quote && close < 0;
        if (close < 0) {
          end = plainEnd(line, at, to);
          value(columns[column], line, at, end, fields);
        } else {
          value(columns[column], line, at + 1, close, fields);
          inPlace |= !quote;
          end = close + 1;
        }
      } else {
        end = plainEnd(line, at, to);
        value(columns[column], line, at, end, fields);
      }
      column++;
      at = end + 1;
    }
    if (column < least) {
      return TOO_FEW;
    }
    return inPlace ? null : SHIFTED;
  }

  /** The quote or bracket that ends a value: a separator or the line's end follows it. */
  private int closing(byte[] line, int open, int to, boolean quote) {
    byte close = quote ? (byte) '"' : (byte) ']';
    for (int i = open + 1; i < to; i++) {
      if (line[i] == '\\' && quote) {
        i++;
      } else if (line[i] == close && (i + 1 == to || line[i + 1] == separator)) {
        return i;
      }
    }
    return -1;
  }

  private int plainEnd(byte[] line, int from, int to) {
    int at = from;
    while (at < to && line[at] != separator) {
      at++;
    }
    return at;
  }

  private void value(Fields.Column column, byte[] line, int from, int to, Fields fields) {
    if (from < to && !Arrays.equals(line, from, to, absent, 0, absent.length)) {
      fields.add(column, line, from, to);
    }
  }

  private Fields.Column[] columns(List<String> names) {
    Set<String> seen = new HashSet<>();
    Fields.Column[] made = new Fields.Column[names.size()];
    for (int i = 0; i < made.length; i++) {
      String name = names.get(i);
      boolean usable = !name.isEmpty() && !name.startsWith(".") && !name.endsWith(".");
      String unique = usable && !name.contains("..") ? name : "column_" + i;
      while (!seen.add(unique)) {
        unique += "_" + i;
      }
      made[i] = Fields.Column.of(unique, types);
    }
    return made;
  }
}
