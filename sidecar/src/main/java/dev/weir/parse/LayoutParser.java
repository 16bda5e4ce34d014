package dev.weir.parse;

import dev.weir.type.ColumnLayout;
import dev.weir.type.FieldType;
import dev.weir.type.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads lines whose values are in one order; see {@link ColumnLayout}. Not thread-safe. */
final class LayoutParser {
  static final String TOO_FEW = "too_few_fields";
  static final String SHIFTED = "fields_elsewhere";

  private final DelimitedColumns maker;
  private final DelimitedLine line;
  private final ValueReader values;
  private final ExtraValues extras;
  private final DelimitedColumn[] shipped;
  private final int shippedLeast;
  private final boolean hasBrackets;
  private final @Nullable FreeHead head;
  private final List<Named> named = new ArrayList<>();
  private DelimitedColumn[] columns;
  private int least;
  private int extraAt;

  /** A value that stands behind a name of its own, with an equals sign. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Named(byte[] name, DelimitedColumn column) {}

  LayoutParser(
      DelimitedLine line,
      RecordFormat.Delimited format,
      ColumnLayout layout,
      Map<String, FieldType> types) {
    this.maker = new DelimitedColumns(format, layout, types);
    this.line = line;
    this.values = new ValueReader(line, !layout.named().isEmpty());
    this.extras = new ExtraValues(line);
    this.shipped = maker.shipped();
    this.shippedLeast = layout.least();
    this.hasBrackets = !layout.head().brackets().isEmpty();
    int free = layout.columns().indexOf(layout.head().free());
    this.head = free < 0 ? null : new FreeHead(line, values, layout.head(), maker, free);
    for (Map.Entry<String, String> each : layout.named().entrySet()) {
      byte[] name = (each.getKey() + "=").getBytes(StandardCharsets.UTF_8);
      named.add(new Named(name, maker.single(each.getValue())));
    }
    this.columns = shipped;
    this.least = shippedLeast;
  }

  /** Takes the columns of a header; those of the type's file where it is empty. */
  void header(String text) {
    columns = text.isEmpty() ? shipped : maker.of(text);
    // Who wrote the header wrote all of its columns.
    least = text.isEmpty() ? shippedLeast : columns.length;
  }

  /** Whether the type says nothing of one of the columns in a header. */
  boolean hasUnknown(String header) {
    return maker.hasUnknown(header);
  }

  /** Reads the line from a place on; see {@link LineParser#parse}. */
  @Nullable String parse(int from, Fields fields) {
    line.rewind(from);
    values.begin();
    extraAt = DelimitedLine.NONE;
    if (head == null || columns != shipped) {
      return parse(0, from, !hasBrackets, fields);
    }
    int behind = head.read(from, fields);
    return behind < 0 ? SHIFTED : parse(head.columns(), behind, true, fields);
  }

  /** Whether there are values that it knows no column for. */
  boolean hasExtras() {
    return extraAt >= 0;
  }

  /** Where in the line those begin; behind the line's other values. */
  int extraAt() {
    return extraAt;
  }

  /** Writes those values. */
  void writeExtras(Fields fields) {
    extras.write(extraAt, fields);
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
        if (end == ValueReader.MISFIT && read.tail()) {
          break;
        }
        return SHIFTED;
      }
      bracketed |= read.bracketed() && line.at(value) == '[' && line.bytes()[end - 1] == ']';
      column += own == null ? 1 : 0;
      at = line.begin(end + 1);
    }
    if (column < least) {
      return TOO_FEW;
    }
    if (at < line.to() && extras.areAt(at)) {
      extraAt = at;
    }
    return bracketed ? null : SHIFTED;
  }

  /**
   * The first column from this one on that may have the value: those with quotes may be left out.
   */
  private int present(int column, int value) {
    int at = column;
    while (at + 1 < columns.length
        && columns[at].optional()
        && line.at(value) != columns[at].opening()) {
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
