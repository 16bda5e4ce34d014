package dev.weir.source.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import dev.weir.type.SplitFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of CSV, in which a quoted value may have line ends in it. */
class CsvSplitterTest {
  private static final SplitFormat CSV = new SplitFormat.TextLines(null, "", Set.of(), ',');
  private static final int CAP = 4 << 20;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  void endsNoRecordWithinQuotes(int chunk) {
    List<String> records =
        Contents.split(
            CSV, "a,\"b\nc\",d\r\n\"x \"\"y\n\"\"\",z\n\"\"\n,\"\",\nk,,\"l\r\nm\"", CAP, chunk);

    assertEquals(
        List.of("a,\"b\nc\",d", "\"x \"\"y\n\"\"\",z", "\"\"", ",\"\",", "k,,\"l\r\nm\""), records);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000})
  void takesALineAloneWhoseQuoteNothingEnds(int chunk) {
    assertEquals(
        List.of("a,\"b", "c,d", "e,\"f\"", "g"),
        Contents.split(CSV, "a,\"b\nc,d\ne,\"f\"\ng\n", CAP, chunk));
    assertEquals(List.of("a,\"b", "c", "d"), Contents.split(CSV, "a,\"b\nc\nd\n", CAP, chunk));
    assertEquals(
        List.of("a,b\"c", "\"d\"e", "f"), Contents.split(CSV, "a,b\"c\n\"d\"e\nf", CAP, chunk));
  }

  @Test
  void looksForTheEndOfAQuoteInBoundedContent() {
    String line = "x".repeat(99) + "\n";
    String content = "\"" + line.repeat(2 * CsvSplitter.MOST_BYTES / line.length()) + "\",a\n";

    List<String> records = Contents.split(CSV, content, CAP, 1 << 16);

    assertEquals(2 * CsvSplitter.MOST_BYTES / line.length() + 1, records.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x,\"a\n", "x,\"\n", "\"\"\"\n", "\"\n", "x,\"\"a\n", "\"\"\"a\"\n"})
  void takesTimeThatGrowsWithTheContentAlone(String line) {
    byte[] content = new byte[2 << 20];
    byte[] one = line.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < content.length; i++) {
      content[i] = one[i % one.length];
    }
    content[0] = '"';

    List<String> records =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30),
            () -> Contents.split(CSV, content, CAP, 1 << 16),
            () -> Arrays.toString(one));

    assertTrue(records.size() > 1);
  }

  @Test
  void takesAHeaderAgainWhereLogsWerePutTogether() {
    SplitFormat lines =
        new SplitFormat.TextLines(
            Pattern.compile("^([a-z][a-z-]+( [a-z][a-z0-9-]+)+)$"),
            "",
            Set.of("version", "srcaddr", "bytes"),
            (char) 0);

    List<String> records =
        Contents.split(
            lines,
            """
            version srcaddr bytes
            2 a 1
            version b c
            version srcaddr new bytes
            srcaddr other words here
            3 c 4
            """,
            CAP,
            1000);

    assertEquals(List.of("2 a 1", "version b c", "srcaddr other words here", "3 c 4"), records);
  }
}
