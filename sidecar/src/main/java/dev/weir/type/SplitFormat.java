package dev.weir.type;

/** How the content of an object falls into records. */
public sealed interface SplitFormat {
  /** One JSON document whose top-level member {@code member} is the array of the records. */
  record RecordsArray(String member) implements SplitFormat {}

  /** JSON values: one in each line, one after the other, or the elements of one top-level array. */
  record JsonValues() implements SplitFormat {}

  /** Lines of text, ended by LF or CRLF; the last one may lack its end. */
  record TextLines() implements SplitFormat {}

  SplitFormat JSON_VALUES = new JsonValues();
  SplitFormat TEXT_LINES = new TextLines();
}
