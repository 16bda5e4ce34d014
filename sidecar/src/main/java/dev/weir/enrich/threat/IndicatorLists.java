package dev.weir.enrich.threat;

import dev.weir.feed.CsvColumns;
import dev.weir.feed.CsvRows;
import dev.weir.feed.ListLines;
import dev.weir.feed.ListReader;
import dev.weir.feed.ListRoom;
import dev.weir.feed.ReadList;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads lists of indicators in text and CSV. */
public final class IndicatorLists {
  private final int mostEntries;
  private final IndicatorNote otherwise;

  /**
   * A reader of lists.
   *
   * @param confidence of indicators whose list does not say it; null for none
   */
  public IndicatorLists(int mostEntries, @Nullable Confidence confidence) {
    this.mostEntries = mostEntries;
    this.otherwise = new IndicatorNote(confidence, null);
  }

  /** Reads what a list is configured to be. */
  public static ListReader<Indicators> of(ThreatSettings settings) {
    Integer confidence = settings.confidence();
    IndicatorLists lists =
        new IndicatorLists(
            settings.list().limits().maxEntries(),
            confidence == null ? null : Confidence.of(confidence));
    return switch (settings.form()) {
      case TEXT -> lists.text();
      case STIX -> lists.stix();
      case CSV ->
          lists.csv(settings.columns(), settings.csv().separator(), settings.csv().header());
    };
  }

  /**
   * Lists with one indicator on each line: what stands first there. Lines that begin with {@code
   * #}, {@code ;} or {@code //} are comments. Of a hosts file the names count.
   */
  public ListReader<Indicators> text() {
    return this::readText;
  }

  private ReadList<Indicators> readText(InputStream bytes, ListRoom room) throws IOException {
    ListLines lines = new ListLines(bytes);
    IndicatorsBuilder builder = new IndicatorsBuilder(mostEntries, room);
    for (String line = lines.next(); line != null; line = lines.next()) {
      String text = line.strip();
      if (!text.isEmpty()
          && text.charAt(0) != '#'
          && text.charAt(0) != ';'
          && !text.startsWith("//")) {
        builder.add(first(text), otherwise, 0);
      }
    }
    return builder.build();
  }

  private static String first(String text) {
    int end = blank(text, 0);
    String first = text.substring(0, end);
    boolean isHosts =
        end < text.length()
            && (first.equals("0.0.0.0") || first.equals("127.0.0.1") || first.equals("::1"));
    if (isHosts) {
      String rest = text.substring(end).strip();
      return rest.substring(0, blank(rest, 0));
    }
    return first;
  }

  private static int blank(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) > ' ') {
      at++;
    }
    return at;
  }

  /**
   * Lists in CSV.
   *
   * @param columns where what is
   * @param separator what stands between cells
   * @param named whether the first row names the columns
   */
  public ListReader<Indicators> csv(IndicatorColumns columns, char separator, boolean named) {
    return (bytes, room) -> readCsv(bytes, room, columns, separator, named);
  }

  private ReadList<Indicators> readCsv(
      InputStream bytes, ListRoom room, IndicatorColumns names, char separator, boolean named)
      throws IOException {
    CsvRows rows = new CsvRows(bytes, separator);
    CsvColumns columns = CsvColumns.of(rows, named);
    int indicator = columns.find(names.indicator());
    int confidence = names.confidence() == null ? -1 : columns.find(names.confidence());
    int label = names.label() == null ? -1 : columns.find(names.label());
    IndicatorsBuilder builder = new IndicatorsBuilder(mostEntries, room);
    for (List<String> row = rows.next(); row != null; row = rows.next()) {
      Confidence sure = Confidence.parse(CsvColumns.cell(row, confidence));
      String of = CsvColumns.cell(row, label);
      builder.add(
          CsvColumns.cell(row, indicator),
          new IndicatorNote(sure == null ? otherwise.confidence() : sure, of.isBlank() ? null : of),
          0);
    }
    return builder.build();
  }

  /** Lists in STIX 2.1. */
  public ListReader<Indicators> stix() {
    return (bytes, room) ->
        new StixIndicators(mostEntries, otherwise.confidence(), room).read(bytes);
  }
}
