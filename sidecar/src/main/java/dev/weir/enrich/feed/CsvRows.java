package dev.weir.enrich.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a list in CSV (RFC 4180). Empty lines and those that begin with # are left out. */
public final class CsvRows {
  private static final int MOST_COLUMNS = 256;
  private static final int MOST_CELL = 1 << 16;
  private static final int MOST_ROW = 1 << 20;
  private static final int END = -1;

  private final Reader in;
  private final char separator;
  private int ahead;

  public CsvRows(InputStream in, char separator) throws IOException {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    this.separator = separator;
    this.ahead = this.in.read();
    if (ahead == 0xfeff) {
      advance();
    }
  }

  /**
   * The next row; null at the end.
   *
   * @throws IOException if it has too many columns or too much in one, as where a quote is missing
   */
  public @Nullable List<String> next() throws IOException {
    while (ahead == '\n' || ahead == '\r' || ahead == '#') {
      while (ahead != '\n' && ahead != END) {
        advance();
      }
      if (ahead == '\n') {
        advance();
      }
    }
    if (ahead == END) {
      return null;
    }
    List<String> row = new ArrayList<>();
    row.add(cell());
    int letters = row.getFirst().length();
    while (ahead == separator) {
      advance();
      if (row.size() == MOST_COLUMNS) {
        throw new IOException("a row of more than " + MOST_COLUMNS + " columns");
      }
      String cell = cell();
      letters += cell.length();
      if (letters > MOST_ROW) {
        throw new IOException("a row of more than " + MOST_ROW + " characters");
      }
      row.add(cell);
    }
    return row;
  }

  private String cell() throws IOException {
    StringBuilder cell = new StringBuilder();
    while (ahead == ' ' || ahead == '\t') {
      advance();
    }
    if (ahead == '"') {
      quoted(cell);
    }
    while (ahead != separator && ahead != '\n' && ahead != '\r' && ahead != END) {
      take(cell);
    }
    if (ahead == '\r') {
      advance();
    }
    return cell.toString().strip();
  }

  private void quoted(StringBuilder cell) throws IOException {
    advance();
    while (ahead != END) {
      if (ahead == '"') {
        advance();
        if (ahead != '"') {
          return;
        }
      }
      take(cell);
    }
    throw new IOException("a quote that is not closed");
  }

  private void take(StringBuilder cell) throws IOException {
    if (cell.length() == MOST_CELL) {
      throw new IOException("a cell of more than " + MOST_CELL + " characters");
    }
    cell.append((char) ahead);
    advance();
  }

  private void advance() throws IOException {
    ahead = in.read();
  }
}
