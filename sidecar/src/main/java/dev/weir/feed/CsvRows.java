package dev.weir.feed;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a list in CSV (RFC 4180), each cell without the blanks around it. Empty lines and
 * those that begin with # are left out.
 */
public final class CsvRows {
  private static final int MOST_COLUMNS = 256;
  private static final int MOST_CELL = 1 << 16;
  private static final int MOST_ROW = 1 << 20;
  private static final int BYTE_ORDER_MARK = 0xfeff;
  private static final CsvFactory CSV =
      CsvFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(MOST_CELL).build())
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  private final CsvParser parser;

  /** Reads from the beginning, without closing it at the end. */
  public CsvRows(InputStream in, char separator) throws IOException {
    // Not Jackson's own decoder: it refuses the whole list for one byte that is no UTF-8.
    Reader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    parser = CSV.createParser(text);
    parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator).withComments());
  }

  /**
   * The next row; null at the end.
   *
   * @throws IOException with its line, if it has too many columns or too much in one, if a quote is
   *     missing, or if text stands behind the quote that closes a cell
   */
  public @Nullable List<String> next() throws IOException {
    try {
      return parser.nextToken() == null ? null : row();
    } catch (StreamConstraintsException e) {
      throw refused("a cell of more than " + MOST_CELL + " characters", e);
    } catch (StreamReadException e) {
      throw refused("a quote that is not closed, or text behind one that closes a cell", e);
    }
  }

  private List<String> row() throws IOException {
    List<String> row = new ArrayList<>();
    int letters = 0;
    while (parser.nextToken() == JsonToken.VALUE_STRING) {
      if (row.size() == MOST_COLUMNS) {
        throw refused("a row of more than " + MOST_COLUMNS + " columns", null);
      }
      String cell = parser.getText();
      letters += cell.length();
      if (letters > MOST_ROW) {
        throw refused("a row of more than " + MOST_ROW + " characters", null);
      }
      row.add(cell.strip());
    }
    return row;
  }

  private IOException refused(String what, @Nullable Exception cause) {
    return new IOException("line " + parser.currentLocation().getLineNr() + ": " + what, cause);
  }
}
