package dev.weir.parse;

import dev.weir.type.ValueForm;

/**
 * Writes several values of one column: commas, blanks, and colons that stand alone are between
 * them, quotes around them. What stands for no value is left out. Not thread-safe.
 */
final class ListValues {
  private int first;
  private int end;

  /** Whether each of those in a part of the line looks so. */
  boolean fit(ValueForm form, DelimitedLine line, int from, int to) {
    if (form == ValueForm.ANY) {
      return true;
    }
    for (int at = next(line, from, to); at >= 0; at = next(line, at, to)) {
      if (!ValueLook.fits(form, line.bytes(), first, end)) {
        return false;
      }
    }
    return true;
  }

  /** Writes those in a part of the line: one as itself, several as an array. */
  void write(Fields.Column column, DelimitedLine line, int from, int to, Fields fields) {
    int count = 0;
    for (int at = next(line, from, to); at >= 0; at = next(line, at, to)) {
      count++;
    }
    if (count > 1) {
      fields.beginArray(column, count);
    }
    for (int at = next(line, from, to); at >= 0; at = next(line, at, to)) {
      if (count > 1) {
        fields.addElement(column, line.bytes(), first, end);
      } else {
        fields.add(column, line.bytes(), first, end);
      }
    }
  }

  /** Finds the next value; returns a place behind it, or none. */
  private int next(DelimitedLine line, int from, int to) {
    byte[] bytes = line.bytes();
    int at = from;
    while (at < to) {
      int stop = at;
      while (stop < to && bytes[stop] != ',' && bytes[stop] != ' ') {
        stop++;
      }
      first = at < stop && bytes[at] == '"' ? at + 1 : at;
      end = first < stop && bytes[stop - 1] == '"' ? stop - 1 : stop;
      boolean colon = end == first + 1 && bytes[first] == ':';
      if (!colon && !line.isAbsent(first, end)) {
        return stop + 1;
      }
      at = stop + 1;
    }
    return DelimitedLine.NONE;
  }
}
