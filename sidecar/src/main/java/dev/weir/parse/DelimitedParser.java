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
  private final Fields.Column[] withFront;
  private final Set<Fields.Column> quoted = new HashSet<>();
  private final List<Named> named = new ArrayList<>();
  private final Set<Fields.Column> taken = new HashSet<>();
  private byte[] header = new byte[0];
  private Fields.Column[] columns;
  private int least;

  /** A value that stands behind a name of its own, with an equals sign. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Named(byte[] name, Fields.Column column) {}

  DelimitedParser(RecordFormat.Delimited format, Map<String, FieldType> types) {
    this.format = format;
    this.types = types;
    this.separator = (byte) format.separator();
    this.absent = format.absent().getBytes(StandardCharsets.UTF_8);
    this.bracketed = Fields.Column.of(format.brackets(), types);
    this.shipped = columns(format.columns());
    this.withFront = withFront(format);
    format.quoted().forEach(name -> quoted.add(Fields.Column.of(name, types)));
    format
        .named()
        .forEach(
            (name, column) ->
                named.add(
                    new Named(
                        (name + "=").getBytes(StandardCharsets.UTF_8),
                        Fields.Column.of(column, types))));
    this.columns = shipped;
    this.least = format.least();
  }

  private Fields.Column[] withFront(RecordFormat.Delimited of) {
    List<String> names = new ArrayList<>(of.columns());
    names.addFirst(of.front());
    return of.front().isEmpty() ? new Fields.Column[0] : columns(names);
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
    String problem = parse(columns, least, line, from, to, fields);
    if (problem == null || withFront.length == 0 || columns != shipped) {
      return problem;
    }
    fields.begin();
    String second = parse(withFront, least + 1, line, from, to, fields);
    return second == null ? null : problem;
  }

  private @Nullable String parse(
      Fields.Column[] names, int needed, byte[] line, int from, int to, Fields fields) {
    int at = from;
    int column = 0;
    boolean inPlace = format.brackets().isEmpty();
    boolean noQuote = false;
    boolean noBracket = false;
    taken.clear();
    while (at <= to && column < names.length) {
      if (format.runs()) {
        at = behindRun(line, at, to);
        if (at == to) {
          break;
        }
      }
      Named own = column < needed ? null : named(line, at, to);
      int value = own == null ? at : at + own.name().length;
      byte open = value < to ? line[value] : 0;
      while (own == null && column + 1 < names.length && open != '"' && skips(names[column])) {
        column++;
      }
      Fields.Column name = own == null ? names[column] : own.column();
      boolean quote = open == '"';
      boolean enclosed = quote || (open == '[' && bracketed.equals(name));
      int close = -1;
      if (enclosed && !(quote ? noQuote : noBracket)) {
        close = closing(line, value, to, quote);
        // What ends none here ends none further on: each byte is looked at a few times only.
        noQuote |= quote && close < 0;
        noBracket |= !quote && close < 0;
      }
      int end = close < 0 ? plainEnd(line, value, to) : close + 1;
      int valueFrom = close < 0 ? value : value + 1;
      int valueTo = close < 0 ? end : close;
      // A blank in the value before the brackets looks like a column in front.
      if (names == withFront && column == 1 && isAbsent(line, valueFrom, valueTo)) {
        return SHIFTED;
      }
      if (isNew(name)) {
        value(name, line, valueFrom, valueTo, fields);
      }
      inPlace |= close >= 0 && !quote;
      column += own == null ? 1 : 0;
      at = end + 1;
    }
    if (column < needed) {
      return TOO_FEW;
    }
    return inPlace ? null : SHIFTED;
  }

  private int behindRun(byte[] line, int from, int to) {
    int at = from;
    while (at < to && line[at] == separator) {
      at++;
    }
    return at;
  }

  /** Whether a value without quotes is of a later column. */
  private boolean skips(Fields.Column column) {
    return !quoted.isEmpty() && quoted.contains(column);
  }

  /** Whether the line has no such value yet; one that may be named may come again. */
  private boolean isNew(Fields.Column column) {
    return named.isEmpty() || taken.add(column);
  }

  private @Nullable Named named(byte[] line, int from, int to) {
    for (Named each : named) {
      int end = from + each.name().length;
      if (end <= to && Arrays.equals(line, from, end, each.name(), 0, each.name().length)) {
        return each;
      }
    }
    return null;
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
    if (!isAbsent(line, from, to)) {
      fields.add(column, line, from, to);
    }
  }

  private boolean isAbsent(byte[] line, int from, int to) {
    return from >= to || Arrays.equals(line, from, to, absent, 0, absent.length);
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
