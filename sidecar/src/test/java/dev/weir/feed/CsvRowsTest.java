package dev.weir.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRowsTest {
  @Test
  void readsCellsInQuotesAndWithoutTheBlanksAroundThem() throws IOException {
    assertEquals(
        List.of(List.of("a", "b, \"c\"", "d\ne"), List.of("1", "", "x\"y")),
        rows(" a ,\"b, \"\"c\"\"\" , \" d\ne \"\r\n1,,x\"y", ','));
  }

  @Test
  void leavesOutEmptyLinesCommentsAndTheByteOrderMark() throws IOException {
    assertEquals(
        List.of(List.of("a", "#b"), List.of("c", "d")),
        rows("\ufeff# first\n\n\r\na,#b\n# second, \"open\n\nc,d\n\n", ','));
  }

  @Test
  void keepsEmptyCellsBetweenTabs() throws IOException {
    assertEquals(
        List.of(List.of("a", "", "c"), List.of("", "2", "")), rows("a\t\tc\n\t2\t\n", '\t'));
  }

  @Test
  void replacesBytesThatAreNoUtf8() throws IOException {
    byte[] bytes = {'a', (byte) 0xff, ';', 'b'};

    assertEquals(List.of(List.of("a\ufffd", "b")), rows(bytes, ';'));
  }

  @Test
  void takesWhatIsAsLongAsItMayBe() throws IOException {
    assertEquals(256, rows(",".repeat(255), ',').getFirst().size());
    assertEquals(1 << 16, rows("x".repeat(1 << 16), ',').getFirst().getFirst().length());
    assertEquals(
        1 << 16, rows("\"" + "x".repeat(1 << 16) + "\"", ',').getFirst().getFirst().length());
  }

  @Test
  void saysTheLineThatItRefuses() {
    assertRefused("line 2: a row of more than 256 columns", "a\n" + ",".repeat(256) + "\n");
    assertRefused(
        "line 1: a row of more than 1048576 characters", ("x".repeat(60_000) + ",").repeat(18));
    assertRefused(
        "line 3: a cell of more than 65536 characters", "a\n\n" + "x".repeat((1 << 16) + 1));
    assertRefused("line 1: a cell of more than 65536 characters", "\"" + "x".repeat(1 << 20));
    String quote = "a quote that is not closed, or text behind one that closes a cell";
    assertRefused("line 2: " + quote, "a,b\n\"c\"d,e\n");
    assertRefused("line 4: " + quote, "a,b\n\"open\n1,2\n");
  }

  private static void assertRefused(String message, String text) {
    IOException refused = assertThrows(IOException.class, () -> rows(text, ','));
    assertEquals(message, refused.getMessage());
  }

  private static List<List<String>> rows(String text, char separator) throws IOException {
    return rows(text.getBytes(StandardCharsets.UTF_8), separator);
  }

  private static List<List<String>> rows(byte[] bytes, char separator) throws IOException {
    CsvRows rows = new CsvRows(new ByteArrayInputStream(bytes), separator);
    List<List<String>> all = new ArrayList<>();
    for (List<String> row = rows.next(); row != null; row = rows.next()) {
      all.add(row);
    }
    return all;
  }
}
