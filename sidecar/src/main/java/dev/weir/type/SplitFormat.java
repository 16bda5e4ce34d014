package dev.weir.type;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** How the content of an object falls into records. */
public sealed interface SplitFormat {
  /** One JSON document whose top-level member {@code member} is the array of the records. */
  record RecordsArray(String member) implements SplitFormat {}

  /** JSON values: one in each line, one after the other, or the elements of one top-level array. */
  record JsonValues() implements SplitFormat {}

  /**
   * Lines of text, ended by LF or CRLF; the last one may lack its end.
   *
   * @param header lines that are no records, but travel with those after them; null for none
   * @param comment what begins a line that is no record, such as {@code #}; empty for none
   */
  record TextLines(@Nullable Pattern header, String comment) implements SplitFormat {}

  SplitFormat JSON_VALUES = new JsonValues();
  TextLines TEXT_LINES = new TextLines(null, "");
}
