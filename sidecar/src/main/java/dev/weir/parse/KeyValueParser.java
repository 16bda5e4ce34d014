package dev.weir.parse;

import dev.weir.type.FieldType;
import dev.weir.type.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of names and values; a word without {@code =} is left out, a name with several values gets
 * an array.
 */
final class KeyValueParser implements LineParser {
  /** As many names as are kept ready; then they are made anew. */
  private static final int KNOWN_NAMES = 1000;

  private static final int MOST_PAIRS = 1000;
  private static final int LONGEST_NAME = 128;

  private final Map<String, FieldType> types;
  private final byte separator;
  private final Map<String, Fields.Column> known = new HashMap<>();
  private final Set<Fields.Column> seen = new HashSet<>();
  private final Fields.Column[] columns = new Fields.Column[MOST_PAIRS];
  private final int[] valuesFrom = new int[MOST_PAIRS];
  private final int[] valuesTo = new int[MOST_PAIRS];
  private int count;

  KeyValueParser(RecordFormat.KeyValue format, Map<String, FieldType> types) {
    this.types = types;
    this.separator = (byte) format.separator();
  }

  @Override
  public @Nullable String parse(byte[] line, int from, int to, Fields fields) {
    int at = from;
    count = 0;
    seen.clear();
    boolean repeated = false;
    while (at < to) {
      while (at < to && (line[at] == separator || line[at] == ' ')) {
        at++;
      }
      int name = at;
      while (at < to && line[at] != '=' && line[at] != separator) {
        at++;
      }
      if (at == to || line[at] != '=') {
        continue;
      }
      int nameEnd = at++;
      int valueFrom = at;
      int valueTo;
      if (at < to && line[at] == '"') {
        valueFrom++;
        at++;
        while (at < to && line[at] != '"') {
          at += line[at] == '\\' ? 2 : 1;
        }
        at = Math.min(at, to);
        valueTo = at++;
      } else {
        while (at < to && line[at] != separator) {
          at++;
        }
        valueTo = at;
      }
      if (valueTo > valueFrom && isName(line, name, nameEnd)) {
        if (count == MOST_PAIRS) {
          return "too_many_pairs";
        }
        columns[count] = column(line, name, nameEnd);
        valuesFrom[count] = valueFrom;
        valuesTo[count] = valueTo;
        repeated |= !seen.add(columns[count]);
        count++;
      }
    }
    for (int i = 0; i < count; i++) {
      if (!repeated) {
        fields.add(columns[i], line, valuesFrom[i], valuesTo[i]);
      } else if (seen.remove(columns[i])) {
        addAll(i, line, fields);
      }
    }
    return count == 0 ? "no_pairs" : null;
  }

  /** The values of a name from its first one on; several make an array. */
  private void addAll(int first, byte[] line, Fields fields) {
    int values = 0;
    for (int i = first; i < count; i++) {
      values += columns[i].equals(columns[first]) ? 1 : 0;
    }
    if (values > 1) {
      fields.beginArray(columns[first], values);
    }
    for (int i = first; i < count; i++) {
      if (columns[i].equals(columns[first])) {
        if (values > 1) {
          fields.addElement(columns[i], line, valuesFrom[i], valuesTo[i]);
        } else {
          fields.add(columns[i], line, valuesFrom[i], valuesTo[i]);
        }
      }
    }
  }

  /** Whether OpenSearch takes the name: no part of it between dots is empty. */
  private static boolean isName(byte[] line, int from, int to) {
    if (from == to || to - from > LONGEST_NAME || line[from] == '.' || line[to - 1] == '.') {
      return false;
    }
    for (int i = from + 1; i < to; i++) {
      if (line[i] == '.' && line[i - 1] == '.') {
        return false;
      }
    }
    return true;
  }

  private Fields.Column column(byte[] line, int from, int to) {
    String name = new String(line, from, to - from, StandardCharsets.UTF_8);
    if (known.size() >= KNOWN_NAMES) {
      known.clear();
    }
    return known.computeIfAbsent(name, absent -> Fields.Column.of(absent, types));
  }
}
