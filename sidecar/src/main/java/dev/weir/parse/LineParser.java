package dev.weir.parse;

import dev.weir.type.FieldType;
import dev.weir.type.RecordFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the fields in a line of text. Not thread-safe: one for each chunk at work. */
interface LineParser {
  /** Records are no lines. */
  LineParser NONE = (line, from, to, fields) -> null;

  /**
   * Writes the line's fields.
   *
   * @param fields begun; what is in it after a failure is undefined
   * @return null if the line was understood, else why not: one of few texts, a metric's label
   */
  @Nullable String parse(byte[] line, int from, int to, Fields fields);

  /**
   * Tells that the next lines are messages alone, of a program that is told beside them.
   *
   * @param name holds its name, which may be empty where nobody tells it
   */
  default void messageOf(byte[] name, int from, int to) {}

  /** Tells that the next lines are whole, as they were written to a file: so it is at first. */
  default void wholeLine() {}

  /** Tells the header that this line and those after it stand under. */
  default void header(byte[] text, int from, int to) {}

  /**
   * Whether the last line that was understood has values in columns that its type does not know.
   */
  default boolean hasUnknownColumns() {
    return false;
  }

  /** The parser of a format. */
  static LineParser of(RecordFormat format, Map<String, FieldType> types) {
    return switch (format) {
      case RecordFormat.Json(_), RecordFormat.Inner(_, _, _, _, _) -> NONE;
      case RecordFormat.Text() -> new TextParser();
      case RecordFormat.Delimited delimited -> new DelimitedParser(delimited, types);
      case RecordFormat.KeyValue pairs -> new KeyValueParser(pairs, types);
      case RecordFormat.Regex regex -> new RegexParser(regex, types);
      case RecordFormat.Dissect dissect -> new DissectParser(dissect, types);
      case RecordFormat.Syslog syslog -> new SyslogParser(syslog, types);
    };
  }
}
