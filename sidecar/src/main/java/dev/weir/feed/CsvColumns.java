package dev.weir.feed;

import java.io.IOException;
import java.util.List;

/** Finds columns of CSV by their names in the first row, or by their numbers from 1. */
public final class CsvColumns {
  private final List<String> header;

  private CsvColumns(List<String> header) {
    this.header = header;
  }

  /**
   * The columns of rows.
   *
   * @param named whether the first row names them
   */
  public static CsvColumns of(CsvRows rows, boolean named) throws IOException {
    List<String> first = named ? rows.next() : null;
    return new CsvColumns(first == null ? List.of() : List.copyOf(first));
  }

  /**
   * Where a column is, from 0.
   *
   * @throws IOException if there is none of that name
   */
  public int find(String column) throws IOException {
    int named = header.indexOf(column);
    if (named >= 0) {
      return named;
    }
    if (column.matches("[1-9][0-9]{0,2}")) {
      return Integer.parseInt(column) - 1;
    }
    throw new IOException("there is no column '" + column + "'");
  }

  /** The cell of a row; empty where the row is shorter. */
  public static String cell(List<String> row, int column) {
    return column >= 0 && column < row.size() ? row.get(column) : "";
  }
}
