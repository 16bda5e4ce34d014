package dev.weir.source.split;

import dev.weir.type.SplitFormat;
import java.io.IOException;

/** Makes the splitter for a format. */
public final class Splitters {
  private Splitters() {}

  /**
   * A splitter over the rest of {@code window}.
   *
   * @param recordCapBytes what is longer is no record; the same as the window was made for
   */
  public static Splitter open(SplitFormat format, SlidingWindow window, int recordCapBytes)
      throws IOException {
    return switch (format) {
      case SplitFormat.RecordsArray records when isBare(records, window) ->
          new JsonValuesSplitter(window, recordCapBytes);
      case SplitFormat.RecordsArray records -> new RecordsSplitter(window, recordCapBytes, records);
      case SplitFormat.JsonValues() -> new JsonValuesSplitter(window, recordCapBytes);
      case SplitFormat.EachElement each ->
          new EachElementSplitter(new JsonValuesSplitter(window, recordCapBytes), each.path());
      case SplitFormat.TextLines lines ->
          lines.csv() == 0
              ? new LineSplitter(window, recordCapBytes, lines)
              : new CsvSplitter(window, recordCapBytes, lines);
    };
  }

  /** Whether the records stand there without a document around them. */
  private static boolean isBare(SplitFormat.RecordsArray records, SlidingWindow window)
      throws IOException {
    return !records.bare().isEmpty() && window.head().hasMembers(records.bare());
  }
}
