package dev.weir.enrich.table;

import dev.weir.feed.CsvColumns;
import dev.weir.feed.CsvRows;
import dev.weir.feed.ListLines;
import dev.weir.feed.ListReader;
import dev.weir.feed.ListRoom;
import dev.weir.feed.ReadList;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** Reads tables of whatever form. */
public final class Tables {
  private Tables() {}

  /** Reads what a table is configured to be. */
  public static ListReader<AssetTable> of(TableSettings settings) {
    TableShape shape =
        new TableShape(
            settings.key(),
            settings.addresses(),
            List.copyOf(settings.add().keySet()),
            settings.list().limits().maxEntries());
    return switch (settings.form()) {
      case CSV -> csv(shape, settings.csv().separator(), settings.csv().header());
      case JSON -> json(shape);
      case TEXT -> text(shape);
      case AWS_IP_RANGES -> awsRanges(shape);
    };
  }

  /**
   * Tables in CSV.
   *
   * @param separator what stands between cells
   * @param named whether the first row names the columns; else they are numbers from 1
   */
  public static ListReader<AssetTable> csv(TableShape shape, char separator, boolean named) {
    return (bytes, room) -> readCsv(bytes, room, shape, separator, named);
  }

  private static ReadList<AssetTable> readCsv(
      InputStream bytes, ListRoom room, TableShape shape, char separator, boolean named)
      throws IOException {
    CsvRows rows = new CsvRows(bytes, separator);
    CsvColumns columns = CsvColumns.of(rows, named);
    int key = columns.find(shape.key());
    int[] taken = new int[shape.columns().size()];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = columns.find(shape.columns().get(i));
    }
    AssetTableBuilder builder = shape.builder(room);
    for (List<String> row = rows.next(); row != null; row = rows.next()) {
      List<String> cells = row;
      builder.add(
          CsvColumns.cell(row, key),
          Arrays.stream(taken)
              .mapToObj(column -> CsvColumns.cell(cells, column))
              .toArray(String[]::new));
    }
    return builder.build();
  }

  /** Lists of keys in text, one on each line, that have no columns. */
  public static ListReader<AssetTable> text(TableShape shape) {
    return (bytes, room) -> readText(bytes, room, shape);
  }

  private static ReadList<AssetTable> readText(InputStream bytes, ListRoom room, TableShape shape)
      throws IOException {
    ListLines lines = new ListLines(bytes);
    AssetTableBuilder builder = new AssetTableBuilder(0, shape.addresses(), shape.mostRows(), room);
    for (String line = lines.next(); line != null; line = lines.next()) {
      String key = line.strip();
      if (!key.isEmpty() && key.charAt(0) != '#') {
        builder.add(key);
      }
    }
    return builder.build();
  }

  /** Tables in JSON: an array of objects, or objects one after the other. */
  public static ListReader<AssetTable> json(TableShape shape) {
    return (bytes, room) -> new JsonTable(shape, room).read(bytes);
  }

  /**
   * AWS's ranges of addresses, in the form in which it publishes them: columns {@code service},
   * {@code region}, {@code network_border_group}. Of a prefix that is a service's and AMAZON's the
   * service counts.
   */
  public static ListReader<AssetTable> awsRanges(TableShape shape) {
    return (bytes, room) -> new AwsRanges(shape, room).read(bytes);
  }
}
