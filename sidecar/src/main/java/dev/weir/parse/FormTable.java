package dev.weir.parse;

import java.util.List;

/** Forms by what they begin with, so that a line is held against few of them. Not thread-safe. */
final class FormTable {
  private static final int BYTES = 256;

  /** For each first byte the forms in their order; the last is for the empty line. */
  private final FormMatcher[][] byFirst = new FormMatcher[BYTES + 1][];

  FormTable(List<FormMatcher> forms) {
    for (int i = 0; i <= BYTES; i++) {
      int first = i;
      byFirst[i] =
          forms.stream()
              .filter(form -> form.firstByte() < 0 || form.firstByte() == first)
              .toArray(FormMatcher[]::new);
    }
  }

  /**
   * Writes the fields of the first form that fits the whole line, if one does. Where one fits in
   * more than one way, no later one with a field that reaches to the only place is asked: it would
   * find a single place among fewer.
   *
   * @param unsure whether the line is known to be such already
   */
  boolean parse(byte[] line, int from, int to, boolean unsure, Fields fields) {
    boolean several = unsure;
    for (FormMatcher form : byFirst[from < to ? line[from] & 0xff : BYTES]) {
      if (several && form.needsOnly()) {
        continue;
      }
      if (form.fits(line, from, to)) {
        form.write(line, fields);
        return true;
      }
      several |= form.foundSeveral();
    }
    return false;
  }
}
