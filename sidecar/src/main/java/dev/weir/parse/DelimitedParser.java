package dev.weir.parse;

import dev.weir.type.FieldType;
import dev.weir.type.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values between separators; see {@link RecordFormat.Delimited}. */
final class DelimitedParser implements LineParser {
  private static final String TOO_FEW = "too_few_fields";
  private static final String SHIFTED = "fields_elsewhere";

  private final DelimitedColumns maker;
  private final DelimitedLine line;
  private final ValueReader values;
  private final DelimitedColumn[] shipped;
  private final int shippedLeast;
  private final boolean hasBrackets;
  private final @Nullable FreeHead head;
  private final List<Named> named = new ArrayList<>();
  private byte[] header = new byte[0];
  private DelimitedColumn[] columns;
  private int least;

  /** A value that stands behind a name of its own, with an equals sign. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Named(byte[] name, DelimitedColumn column) {}

  DelimitedParser(RecordFormat.Delimited format, Map<String, FieldType> types) {
    this.maker = new DelimitedColumns(format, types);
    this.line = new DelimitedLine(format);
    this.values = new ValueReader(line, !format.named().isEmpty());
    this.shipped = maker.shipped();
    this.shippedLeast = format.least();
    this.hasBrackets = !format.head().brackets().isEmpty();
    this.head = head(format);
    for (Map.Entry<String, String> each : format.named().entrySet()) {
      byte[] name = (each.getKey() + "=").getBytes(StandardCharsets.UTF_8);
      named.add(new Named(name, maker.single(each.getValue())));
    }
    this.columns = shipped;
    this.least = shippedLeast;
  }

  private @Nullable FreeHead head(RecordFormat.Delimited format) {
    int free = format.columns().indexOf(format.head().free());
    String front = format.head().front();
    return free < 0
        ? null
        : new FreeHead(line, values, front.isEmpty() ? null : maker.single(front), shipped, free);
  }

  @Override
  public void header(byte[] text, int from, int to) {
    if (from == to) {
      columns = shipped;
      least = shippedLeast;
      header = new byte[0];
    } else if (!Arrays.equals(header, 0, header.length, text, from, to)) {
      header = Arrays.copyOfRange(text, from, to);
      columns = maker.of(new String(header, StandardCharsets.UTF_8).strip());
      // Who wrote the header wrote all of its columns.
      least = columns.length;
    }
  }

  @Override
  public @Nullable String parse(byte[] text, int from, int to, Fields fields) {
    line.set(text, from, to);
    values.begin();
    if (head == null || columns != shipped) {
      return parse(0, from, !hasBrackets, fields);
    }
    int behind = head.read(fields);
    return behind < 0 ? SHIFTED : parse(head.columns(), behind, true, fields);
  }

  /**
   * Reads what follows.
   *
   * @param first the column that is next
   * @param inPlace whether the one in brackets was there, or none has to be
   */
  private @Nullable String parse(int first, int from, boolean inPlace, Fields fields) {
    boolean bracketed = inPlace;
    int column = first;
    int at = line.begin(from);
    while (column < columns.length && !line.isOver(at)) {
      Named own = column < least ? null : named(at);
      int value = own == null ? at : at + own.name().length;
      column = own == null ? present(column, value) : column;
      DelimitedColumn read = own == null ? columns[column] : own.column();
      int end = values.read(read, value, fields);
      if (end < 0) {
        return SHIFTED;
      }
      bracketed |= read.bracketed() && line.at(value) == '[' && line.bytes()[end - 1] == ']';
      column += own == null ? 1 : 0;
      at = line.begin(end + 1);
    }
    if (column < least) {
      return TOO_FEW;
    }
    return bracketed ? null : SHIFTED;
  }

  /**
   * The first column from this one on that may have the value: those with quotes may be left out.
   */
  private int present(int column, int value) {
    int at = column;
    while (at + 1 < columns.length && columns[at].quoted() && line.at(value) != '"') {
      at++;
    }
    return at;
  }

  private @Nullable Named named(int at) {
    for (Named each : named) {
      if (line.startsWith(at, each.name())) {
        return each;
      }
    }
    return null;
  }
}
