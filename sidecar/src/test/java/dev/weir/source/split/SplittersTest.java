package dev.weir.source.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import dev.weir.type.SplitFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplittersTest {
  private static final SplitFormat RECORDS = new SplitFormat.RecordsArray("Records");
  private static final SplitFormat BESIDE =
      new SplitFormat.RecordsArray(
          "Records", List.of(), List.of("v", "n"), Map.of(), Map.of(), List.of());
  private static final SplitFormat JSON = SplitFormat.JSON_VALUES;
  private static final SplitFormat TEXT = SplitFormat.TEXT_LINES;
  private static final int CAP = 1 << 20;

  @Test
  void splitsTextIntoLines() {
    assertEquals(List.of("a", "b c", "d"), split(TEXT, "a\nb c\r\n\n\r\nd"));
    assertEquals(List.of("a"), split(TEXT, "\ufeffa\n"));
    assertEquals(List.of(), split(TEXT, ""));
  }

  @Test
  void splitsJsonLines() {
    assertEquals(
        List.of("{\"a\":1}", "{\"b\":\"}\"}", "{\"c\":3}"),
        split(JSON, "{\"a\":1}\n\n{\"b\":\"}\"}\r\n{\"c\":3}"));
  }

  @Test
  void splitsConcatenatedJson() {
    assertEquals(
        List.of("{\"a\":1}", "{\"b\":\"\\\"{\"}", "{\"c\":[{}]}", "{}"),
        split(JSON, "{\"a\":1}{\"b\":\"\\\"{\"} {\"c\":[{}]}\n{}"));
  }

  @Test
  void splitsPrettyPrintedJson() {
    assertEquals(
        List.of("{\n  \"a\": 1\n}", "{\n  \"b\": 2\n}"),
        split(JSON, "{\n  \"a\": 1\n}\n{\n  \"b\": 2\n}\n"));
  }

  @Test
  void takesRecordsThatStandWithoutTheirDocument() {
    SplitFormat bare =
        new SplitFormat.RecordsArray(
            "Records", List.of(), List.of(), Map.of(), Map.of(), List.of("id", "at"));

    assertEquals(
        List.of("{\"id\":1,\"at\":2}", "{\"id\":3}", "{\"at\":4}"),
        split(bare, "{\"id\":1,\"at\":2}\n{\"id\":3}\n{\"at\":4}\n"));
    assertEquals(
        List.of("{\"id\":1,\"at\":2}", "{\"id\":3}"), split(bare, "{\"id\":1,\"at\":2}{\"id\":3}"));
    assertEquals(List.of("{\"id\":1,\"at\":2}"), split(bare, "[{\"id\":1,\"at\":2}]"));
    assertEquals(
        List.of("!beside_records@0+18", "{\"id\":1,\"at\":2}"),
        split(bare, "{\"id\":0,\"Records\":[{\"id\":1,\"at\":2}]}"));
  }

  @Test
  void splitsATopLevelArray() {
    assertEquals(
        List.of("{\"a\":[1,2]}", "3", "\"x,]\"", "[4]"),
        split(JSON, " [ {\"a\":[1,2]}, 3,\"x,]\" ,[4] ] "));
    assertEquals(List.of(), split(JSON, "[]"));
  }

  @Test
  void splitsTheRecordsOfADocument() {
    assertEquals(
        List.of(
            "!beside_records@0+41",
            "{\"a\":1}",
            "{\"b\":{\"Records\":[]}}",
            "!beside_records@73+10"),
        split(
            RECORDS,
            "{\"x\":{\"Records\":[1]},\"y\":[\"]\"],\"Records\":[{\"a\":1},\n"
                + " {\"b\":{\"Records\":[]}}],\"z\":null}"));
    assertEquals(List.of(), split(RECORDS, "{\"Records\":[]}"));
    assertEquals(List.of("1", "2"), split(RECORDS, "{\"Records\":[1]}\n{\"Records\":[2]}"));
  }

  @Test
  void takesAFirstLineOfUnknownWordsForAHeaderOnlyWhereARecordFollows() {
    SplitFormat named =
        new SplitFormat.TextLines(Pattern.compile("^[a-z ]+$"), "", Set.of("src", "dst"), (char) 0);

    assertEquals(List.of(), split(named, "src dst\n"));
    assertEquals(List.of("1 2"), split(named, "some words\n1 2\n"));
    assertEquals(List.of("some words"), split(named, "some words"));
    assertEquals(List.of("some words"), split(named, "some words\n\n"));
  }

  @Test
  void passesCommentsAloneThatTheTypeNames() {
    SplitFormat marked =
        new SplitFormat.TextLines(
            Pattern.compile("^#Fields: (.*)$"), "#Version:", Set.of("src", "dst"), (char) 0);

    assertEquals(
        List.of("1 2", "# what is this"),
        split(marked, "#Version: 1.0\n#Fields: src dst\n1 2\n# what is this\n"));
    assertEquals(List.of("#Fields: a b c"), split(marked, "#Version: 1.0\n#Fields: a b c\n"));
  }

  @Test
  void saysWhenADocumentHasNoRecords() {
    assertEquals(List.of("!no_records_array@0+7"), split(RECORDS, "{\"a\":1}"));
    assertEquals(List.of("!no_records_array@0+5"), split(RECORDS, "hello"));
  }

  @Test
  void costsABrokenLineItselfAlone() {
    assertEquals(
        List.of("{\"a\":1}", "{\"b\":", "{\"c\":3}"),
        split(JSON, "{\"a\":1}\n{\"b\":\n{\"c\":3}\n"));
    assertEquals(List.of("{\"b\":", "{\"c\":3}"), split(JSON, "{\"b\":\n{\"c\":3}\n"));
  }

  @Test
  void goesOnBehindABrokenElement() {
    assertEquals(
        List.of("{\"a\":1}", "!malformed_json@17+2", "{\"b\":2}"),
        split(JSON, "[         {\"a\":1}}, {\"b\":2}]").stream()
            .map(piece -> piece.replace("+3", "+2"))
            .toList());
    assertEquals(
        List.of("{\"a\":1 \"x\"}", "{\"b\":2}"),
        split(RECORDS, "{\"Records\":[{\"a\":1 \"x\"},{\"b\":2}]}"));
  }

  @Test
  void saysWhereTheContentBreaksOff() {
    assertEquals(
        List.of("{\"a\":1}", "!truncated@20+5"), split(RECORDS, "{\"Records\":[{\"a\":1},{\"b\":"));
    assertEquals(
        List.of("{\"a\":1}", "!truncated@20+0"), split(RECORDS, "{\"Records\":[{\"a\":1},"));
    assertEquals(List.of("!truncated@1+8"), split(RECORDS, "{\"Records"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1000, 1 << 20})
  void passesRecordsOverTheCapAndGoesOn(int chunk) {
    String large = "{\"large\":\"" + "x".repeat(300_000) + "\"}";
    int cap = 100_000;

    assertEquals(
        List.of("{\"a\":1}", "!record_over_cap@8+300012", "{\"b\":2}"),
        Contents.split(JSON, "{\"a\":1}\n" + large + "\n{\"b\":2}\n", cap, chunk));
    assertEquals(
        List.of("{\"a\":1}", "!record_over_cap@20+300012", "{\"b\":2}"),
        Contents.split(RECORDS, "{\"Records\":[{\"a\":1}," + large + ",{\"b\":2}]}", cap, chunk));
    assertEquals(
        List.of("a", "!record_over_cap@2+300012", "b"),
        Contents.split(TEXT, "a\n" + large + "\nb", cap, chunk));
    assertEquals(
        List.of("{\"a\":1}", "!record_over_cap@7+300012", "{\"b\":2}"),
        Contents.split(JSON, "{\"a\":1}" + large + "{\"b\":2}", cap, chunk));
  }

  @Test
  void neverLosesACompleteRecordOfAPrefix() {
    for (Fixture fixture : fixtures()) {
      byte[] whole = fixture.content.getBytes(StandardCharsets.ISO_8859_1);
      List<String> all = Contents.split(fixture.format, whole, CAP, 4096);
      assertTrue(all.stream().allMatch(Contents::isRecord), fixture.content);
      int[] ends = ends(fixture.content, all);
      for (int length = 0; length <= whole.length; length++) {
        byte[] prefix = Arrays.copyOf(whole, length);
        for (int chunk : new int[] {1, 7, 4096}) {
          List<String> pieces = Contents.split(fixture.format, prefix, CAP, chunk);
          int complete = 0;
          while (complete < ends.length && ends[complete] <= length) {
            complete++;
          }
          String at = fixture.content + " up to " + length + " by " + chunk + ": " + pieces;
          assertTrue(pieces.size() >= complete, at);
          assertEquals(all.subList(0, complete), pieces.subList(0, complete), at);
        }
      }
    }
  }

  @Test
  void splitsMutatedContentTheSameHoweverItComes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "{}[]\",:\\\n\r 1a\u0000";
    List<Fixture> fixtures = fixtures();
    for (int i = 0; i < 6000; i++) {
      Fixture fixture = fixtures.get(random.nextInt(fixtures.size()));
      StringBuilder mutated = new StringBuilder(fixture.content);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int at = random.nextInt(mutated.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> mutated.setCharAt(at, c);
          case 1 -> mutated.insert(at, c);
          default -> mutated.deleteCharAt(at);
        }
      }
      byte[] content = mutated.toString().getBytes(StandardCharsets.ISO_8859_1);
      int cap = 10 + random.nextInt(60);
      List<String> whole = Contents.split(fixture.format, content, cap, 4096);
      for (int chunk : new int[] {1, 2, 5, 64}) {
        assertEquals(
            whole,
            Contents.split(fixture.format, content, cap, chunk),
            () -> "seed " + seed + " cap " + cap + " content " + mutated);
      }
    }
  }

  @Test
  void splitsADocumentOfAGigabyteInABoundedWindow() throws IOException {
    long records = 2_100_000;
    byte[] record =
        ("{\"eventVersion\":\"1.08\",\"userAgent\":\"" + "u".repeat(460) + "\"}")
            .getBytes(StandardCharsets.US_ASCII);
    SlidingWindow window = new SlidingWindow(new EndlessTrail(record, records), 10 << 20);
    Splitter splitter = Splitters.open(RECORDS, window, 10 << 20);
    Slice slice = new Slice();

    long count = 0;
    while (splitter.next(slice)) {
      assertEquals(record.length, slice.length());
      count++;
    }

    assertEquals(records, count);
    assertTrue(slice.offset() > 1_000_000_000L);
    assertEquals(SlidingWindow.INITIAL_BYTES, window.capacity());
  }

  private record Fixture(SplitFormat format, String content) {}

  private static List<Fixture> fixtures() {
    return List.of(
        new Fixture(
            BESIDE,
            "{\"v\":1,\"Records\":[{\"a\":\"x\\\"]}\"},{\"b\":[{\"c\":{}}]},\n {\"d\":-1.5e3}],"
                + "\"n\":null}"),
        new Fixture(JSON, "{\"a\":1}\n{\"b\":\"{\\\"\"}\r\n\n{\"c\":[{}]}\n"),
        new Fixture(JSON, "{\"a\":1}{\"b\":\"}\\\\\"}{\"c\":[{}]} {\"d\":{\"e\":[1]}}"),
        new Fixture(JSON, "[{\"a\":1},\n{\"b\":\"]\"} , {\"c\":[{}]}]"),
        new Fixture(JSON, "{\n \"a\": 1\n}\n{\n \"b\": {\n  \"c\": 2\n }\n}\n"),
        new Fixture(TEXT, "first line\r\nsecond\n\nfourth \u00e9\n"));
  }

  /** Where each record is whole and known to be: with its own last byte, or its line's. */
  private static int[] ends(String content, List<String> records) {
    int[] ends = new int[records.size()];
    int at = 0;
    for (int i = 0; i < ends.length; i++) {
      at = content.indexOf(records.get(i), at) + records.get(i).length();
      ends[i] = at;
    }
    return ends;
  }

  private static List<String> split(SplitFormat format, String content) {
    List<String> pieces = Contents.split(format, content, CAP, 4096);
    for (int chunk = 1; chunk < 5; chunk++) {
      assertEquals(pieces, Contents.split(format, content, CAP, chunk));
    }
    return new ArrayList<>(pieces);
  }

  /** A document in one line that is made while it is read. */
  private static final class EndlessTrail extends InputStream {
    private static final byte[] HEAD = "{\"Records\":[".getBytes(StandardCharsets.US_ASCII);
    private final byte[] record;
    private byte[] current = HEAD;
    private int at;
    private long left;
    private boolean ended;

    EndlessTrail(byte[] record, long records) {
      this.record = record;
      this.left = records;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] target, int from, int length) {
      if (at == current.length && !advance()) {
        return -1;
      }
      int copied = Math.min(length, current.length - at);
      System.arraycopy(current, at, target, from, copied);
      at += copied;
      return copied;
    }

    private boolean advance() {
      if (ended) {
        return false;
      }
      at = 0;
      byte[] comma = {','};
      if (left == 0) {
        current = "]}".getBytes(StandardCharsets.US_ASCII);
        ended = true;
      } else if (current == record) {
        current = comma;
      } else {
        current = record;
        left--;
      }
      return true;
    }
  }
}
