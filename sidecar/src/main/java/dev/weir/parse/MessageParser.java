package dev.weir.parse;

import dev.weir.type.FieldType;
import dev.weir.type.ProgramForms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Finds the fields in a program's message, by the forms of that program and those of every program.
 * What syslog daemons write instead of equal messages, {@code message repeated 3 times: [ ... ]},
 * is read as the message in it, with {@code repeated}. Not thread-safe.
 */
final class MessageParser {
  private static final byte[] REPEATED = ascii("message repeated ");
  private static final byte[] TIMES = ascii(" times: [");
  private static final byte[] PAM = ascii("(pam_");
  private static final int MOST_DIGITS = 9;

  @SuppressWarnings("ArrayRecordComponent")
  private record Program(byte[] name, FormTable forms) {}

  private final List<Program> programs = new ArrayList<>();
  private final FormTable others;
  private final Fields.Column repeated;

  MessageParser(List<ProgramForms> messages, Map<String, FieldType> types) {
    for (ProgramForms each : messages) {
      for (String name : each.programs()) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        programs.add(new Program(utf8, new FormTable(forms(messages, name, types))));
      }
    }
    others = new FormTable(forms(messages, "", types));
    repeated = Fields.Column.of("repeated", types);
  }

  private static List<FormMatcher> forms(
      List<ProgramForms> messages, String program, Map<String, FieldType> types) {
    return messages.stream()
        .filter(each -> each.programs().isEmpty() || each.programs().contains(program))
        .flatMap(each -> each.forms().stream())
        .map(form -> new FormMatcher(form, types))
        .toList();
  }

  /** The forms of a program's messages. */
  FormTable of(byte[] name, int from, int to) {
    for (Program program : programs) {
      if (Arrays.equals(name, from, to, program.name(), 0, program.name().length)) {
        return program.forms();
      }
    }
    return others;
  }

  /**
   * Writes what the message tells, if it is of one of these forms; blanks around it say nothing.
   */
  void parse(FormTable forms, byte[] line, int from, int to, Fields fields) {
    int at = from;
    while (at < to && line[at] == ' ') {
      at++;
    }
    int end = to;
    while (end > at && line[end - 1] == ' ') {
      end--;
    }
    int inner = at < end && line[at] == 'm' ? repetition(line, at, end, fields) : at;
    int innerEnd = inner > at ? end - 1 : end;
    int marked = inner < innerEnd && line[inner] == '(' ? behindPam(line, inner, innerEnd) : inner;
    // What stands so in front, "(pam_unix) ", is of another form's beginning than the rest.
    FormTable of = marked > inner ? of(line, inner, marked - 1) : forms;
    // A message of no known form is one all the same.
    boolean unused = of.parse(line, marked, innerEnd, false, fields);
  }

  /**
   * Where the message goes on behind the module in front, as PAM before 0.99 writes it where the
   * program has opened the log itself; {@code from} if none stands there.
   */
  private static int behindPam(byte[] line, int from, int to) {
    if (!isPam(line, from, to)) {
      return from;
    }
    int end = from;
    while (end < to && line[end] != ')' && line[end] != ' ') {
      end++;
    }
    return end + 1 < to && line[end] == ')' && line[end + 1] == ' ' ? end + 2 : from;
  }

  /** Whether {@code (pam_} stands there. */
  static boolean isPam(byte[] line, int from, int to) {
    return to - from > PAM.length
        && Arrays.equals(line, from, from + PAM.length, PAM, 0, PAM.length);
  }

  /** Where the message begins that is said to be repeated; {@code from} if none is. */
  private int repetition(byte[] line, int from, int to, Fields fields) {
    int digits = from + REPEATED.length;
    int end = digits;
    while (end < to && end - digits < MOST_DIGITS && line[end] >= '0' && line[end] <= '9') {
      end++;
    }
    int inner = end + TIMES.length;
    boolean is =
        end > digits
            && inner < to
            && line[to - 1] == ']'
            && Arrays.equals(line, from, digits, REPEATED, 0, REPEATED.length)
            && Arrays.equals(line, end, inner, TIMES, 0, TIMES.length);
    if (!is) {
      return from;
    }
    fields.add(repeated, line, digits, end);
    return line[inner] == ' ' ? inner + 1 : inner;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
