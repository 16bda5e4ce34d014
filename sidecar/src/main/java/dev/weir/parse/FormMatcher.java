package dev.weir.parse;

import dev.weir.type.FieldType;
import dev.weir.type.TextForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a line is of one {@link TextForm}, and where the fields are in it. Each text is looked
 * for once, from left to right up to a field that reaches to the last place, and from right to left
 * behind it: the time is linear in the line's length. A field whose type is a whole number takes
 * digits only. Holds the last line's places; not thread-safe.
 */
final class FormMatcher {
  private static final int ABSENT = -1;

  /**
   * One item of the form.
   *
   * @param column what takes the field, null for a field passed over and for none
   * @param hasField whether there is a field
   * @param earlier an item before it of the same field, else negative
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Item(
      byte[] text,
      Fields.@Nullable Column column,
      boolean hasField,
      TextForm.Reach reach,
      boolean word,
      byte[] begins,
      int optional,
      int earlier) {}

  /** A value that every line of the form has. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Said(Fields.Column column, byte[] value) {}

  private final Item[] items;
  private final List<Said> said = new ArrayList<>();
  private final int[] fieldFrom;
  private final int[] fieldTo;

  FormMatcher(TextForm form, Map<String, FieldType> types) {
    items = new Item[form.items().size()];
    for (int i = 0; i < items.length; i++) {
      items[i] = item(form.items(), i, types);
    }
    form.values()
        .forEach((name, value) -> said.add(new Said(Fields.Column.of(name, types), utf8(value))));
    fieldFrom = new int[items.length];
    fieldTo = new int[items.length];
  }

  private static Item item(List<TextForm.Item> all, int index, Map<String, FieldType> types) {
    TextForm.Item item = all.get(index);
    String name = item.field();
    boolean kept = name != null && !name.isEmpty();
    int earlier = ABSENT;
    for (int i = 0; kept && i < index; i++) {
      earlier = Objects.equals(all.get(i).field(), name) ? i : earlier;
    }
    return new Item(
        utf8(item.text()),
        kept ? Fields.Column.of(Objects.requireNonNull(name), types) : null,
        name != null,
        item.reach(),
        item.word(),
        utf8(item.begins()),
        item.optional(),
        earlier);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The byte that every line of this form begins with; negative if they begin in several ways. */
  int firstByte() {
    boolean fixed = items.length > 0 && items[0].optional() == 0 && items[0].text().length > 0;
    return fixed ? items[0].text()[0] & 0xff : ABSENT;
  }

  /** Whether the line is of this form. */
  boolean fits(byte[] line, int from, int to) {
    int at = from;
    int i = 0;
    while (i < items.length) {
      Item item = items[i];
      if (item.reach() == TextForm.Reach.LAST) {
        return startsWith(line, at, to, item.text())
            && fitsFromTheEnd(i, line, at + item.text().length, to);
      }
      if (item.optional() == 0) {
        at = after(i, line, at, to);
        if (at < 0) {
          return false;
        }
        i++;
      } else {
        int end = afterGroup(i, line, at, to);
        at = end < 0 ? at : end;
        i += item.optional();
      }
    }
    return at == to;
  }

  /** The end of what is optional, if it is there; negative if it is not. */
  private int afterGroup(int first, byte[] line, int from, int to) {
    int end = first + items[first].optional();
    int at = from;
    for (int i = first; i < end && at >= 0; i++) {
      at = after(i, line, at, to);
    }
    for (int i = first; i < end && at < 0; i++) {
      fieldFrom[i] = ABSENT;
    }
    return at;
  }

  /** The end of one text and the field behind it; negative if they are not there. */
  private int after(int i, byte[] line, int from, int to) {
    Item item = items[i];
    if (!startsWith(line, from, to, item.text())) {
      return ABSENT;
    }
    int at = from + item.text().length;
    if (!item.hasField()) {
      return at;
    }
    int end = fieldEnd(i, line, at, to);
    return end >= 0 && take(i, line, at, end) ? end : ABSENT;
  }

  /** Where the field ends: at the first text of those that may follow, or at the line's end. */
  private int fieldEnd(int i, byte[] line, int from, int to) {
    int best = ABSENT;
    byte[] found = items[i].text();
    int next = i + 1;
    boolean more = true;
    while (next < items.length && more) {
      Item item = items[next];
      boolean ends = next + 1 == items.length && !item.hasField();
      int limit = best < 0 ? to : Math.min(to, best + item.text().length);
      int at = ends ? atEnd(line, from, to, item.text()) : indexOf(line, from, limit, item.text());
      if (at >= 0 && (best < 0 || at < best)) {
        best = at;
        found = item.text();
      }
      more = item.optional() > 0;
      next += Math.max(1, item.optional());
    }
    boolean twice =
        best >= 0
            && items[i].reach() == TextForm.Reach.ONLY
            && indexOf(line, best + 1, to, found) >= 0;
    if (twice) {
      return ABSENT;
    }
    return best < 0 && more ? to : best;
  }

  /** All behind the field that reaches to the last place, each text found from the end on. */
  private boolean fitsFromTheEnd(int first, byte[] line, int from, int to) {
    int end = to;
    for (int i = items.length - 1; i > first; i--) {
      byte[] text = items[i].text();
      int at =
          items[i].hasField() ? lastIndexOf(line, from, end, text) : atEnd(line, from, end, text);
      if (at < 0 || (items[i].hasField() && !take(i, line, at + text.length, end))) {
        return false;
      }
      end = at;
    }
    return take(first, line, from, end);
  }

  private boolean take(int i, byte[] line, int from, int to) {
    Item item = items[i];
    fieldFrom[i] = from;
    fieldTo[i] = to;
    if (item.begins().length > 0 && !startsWith(line, from, to, item.begins())) {
      return false;
    }
    boolean number = item.column() != null && item.column().isNumber();
    for (int at = from; (number || item.word()) && at < to; at++) {
      if ((number && (line[at] < '0' || line[at] > '9')) || line[at] == ' ') {
        return false;
      }
    }
    return from < to || !item.word();
  }

  /** Writes the fields of the line that fits. */
  void write(byte[] line, Fields fields) {
    for (int i = 0; i < items.length; i++) {
      Fields.Column column = items[i].column();
      if (column != null && !isEmpty(i) && isFirst(i)) {
        fields.add(column, line, fieldFrom[i], fieldTo[i]);
      }
    }
    for (Said each : said) {
      fields.add(each.column(), each.value(), 0, each.value().length);
    }
  }

  /** Whether no item before it has its field. */
  private boolean isFirst(int i) {
    int earlier = items[i].earlier();
    while (earlier >= 0 && isEmpty(earlier)) {
      earlier = items[earlier].earlier();
    }
    return earlier < 0;
  }

  private boolean isEmpty(int i) {
    return fieldFrom[i] < 0 || fieldFrom[i] == fieldTo[i];
  }

  private static int atEnd(byte[] line, int from, int to, byte[] text) {
    int at = to - text.length;
    return at >= from && startsWith(line, at, to, text) ? at : ABSENT;
  }

  private static boolean startsWith(byte[] line, int from, int to, byte[] text) {
    if (to - from < text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (line[from + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static int indexOf(byte[] line, int from, int to, byte[] text) {
    for (int at = from; at <= to - text.length; at++) {
      if (startsWith(line, at, to, text)) {
        return at;
      }
    }
    return ABSENT;
  }

  private static int lastIndexOf(byte[] line, int from, int to, byte[] text) {
    for (int at = to - text.length; at >= from; at--) {
      if (startsWith(line, at, to, text)) {
        return at;
      }
    }
    return ABSENT;
  }
}
