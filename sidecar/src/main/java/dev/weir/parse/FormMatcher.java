package dev.weir.parse;

import dev.weir.type.FieldType;
import dev.weir.type.TextForm;
import dev.weir.type.ValueForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a line is of one {@link TextForm}, and where the fields are in it. Each text is looked
 * for once, from left to right up to a field that reaches to the last place, and from right to left
 * behind it; for the only place, what follows is tried at each of a bounded number: the time is
 * linear in the line's length. A field whose type is a whole number takes digits only, and one of
 * another type what looks like its values. Holds the last line's places; not thread-safe.
 */
final class FormMatcher {
  private static final int ABSENT = -1;

  /** As many places are tried for the only one; a line with more has no only one. */
  private static final int MOST_PLACES = 256;

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
  private final boolean needsOnly;
  private boolean several;

  FormMatcher(TextForm form, Map<String, FieldType> types) {
    items = new Item[form.items().size()];
    for (int i = 0; i < items.length; i++) {
      items[i] = item(form.items(), i, types);
    }
    form.values()
        .forEach((name, value) -> said.add(new Said(Fields.Column.of(name, types), utf8(value))));
    fieldFrom = new int[items.length];
    fieldTo = new int[items.length];
    needsOnly = form.items().stream().anyMatch(item -> item.reach() == TextForm.Reach.ONLY);
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

  /** Whether a field of it reaches to the only place. */
  boolean needsOnly() {
    return needsOnly;
  }

  /** Whether the last line would be of this form in more than one way. */
  boolean foundSeveral() {
    return several;
  }

  /** Whether the line is of this form. */
  boolean fits(byte[] line, int from, int to) {
    several = false;
    return fitsFrom(0, line, from, to);
  }

  private boolean fitsFrom(int first, byte[] line, int from, int to) {
    int at = from;
    int i = first;
    while (i < items.length) {
      Item item = items[i];
      if (item.reach() == TextForm.Reach.LAST) {
        return TextPlaces.startsWith(line, at, to, item.text())
            && fitsFromTheEnd(i, line, at + item.text().length, to);
      }
      if (item.reach() == TextForm.Reach.ONLY) {
        return TextPlaces.startsWith(line, at, to, item.text())
            && fitsAtOnePlace(i, line, at + item.text().length, to);
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

  /** Whether all behind the field fits at one place of the next text, and at no other. */
  private boolean fitsAtOnePlace(int i, byte[] line, int from, int to) {
    byte[] next = items[i + 1].text();
    int found = ABSENT;
    int tried = ABSENT;
    int places = 0;
    for (int at = TextPlaces.indexOf(line, from, to, next);
        at >= 0;
        at = TextPlaces.indexOf(line, at + 1, to, next)) {
      tried = at;
      if (take(i, line, from, at) && fitsFrom(i + 1, line, at, to)) {
        several = found >= 0;
        found = at;
      }
      several |= ++places > MOST_PLACES;
      if (several) {
        return false;
      }
    }
    // What was tried after it has overwritten its places.
    return found >= 0
        && (tried == found || (take(i, line, from, found) && fitsFrom(i + 1, line, found, to)));
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
    if (!TextPlaces.startsWith(line, from, to, item.text())) {
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
    int end = items[i].word() ? TextPlaces.wordEnd(line, from, to) : to;
    int next = i + 1;
    boolean more = true;
    while (next < items.length && more) {
      Item item = items[next];
      boolean ends = next + 1 == items.length && !item.hasField();
      int limit = Math.min(to, (best < 0 ? end : best) + item.text().length);
      int at =
          ends
              ? TextPlaces.atEnd(line, from, to, item.text())
              : TextPlaces.indexOf(line, from, limit, item.text());
      if (at >= 0 && (best < 0 || at < best)) {
        best = at;
      }
      more = item.optional() > 0;
      next += Math.max(1, item.optional());
    }
    return best < 0 && more ? to : best;
  }

  /** All behind the field that reaches to the last place, each text found from the end on. */
  private boolean fitsFromTheEnd(int first, byte[] line, int from, int to) {
    int end = to;
    for (int i = items.length - 1; i > first; i--) {
      byte[] text = items[i].text();
      int at =
          items[i].hasField()
              ? TextPlaces.lastIndexOf(line, from, end, text)
              : TextPlaces.atEnd(line, from, end, text);
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
    if (item.begins().length > 0 && !TextPlaces.startsWith(line, from, to, item.begins())) {
      return false;
    }
    Fields.Column column = item.column();
    boolean number = column != null && column.isNumber();
    if (column != null
        && !number
        && from < to
        && column.form() != ValueForm.ANY
        && !ValueLook.fits(column.form(), line, from, to)) {
      return false;
    }
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
}
