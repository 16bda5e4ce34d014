package dev.weir.source.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.type.SplitFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What it costs to split content grows with its length alone, whatever somebody made it of. Each
 * time limit is a hundred times what is needed, and a hundredth of what a search takes that begins
 * anew at each line.
 */
class SplittingIsLinearTest {
  private static final int CAP = 10 << 20;
  private static final int BYTES = 6 << 20;
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private static final SplitFormat RECORDS = new SplitFormat.RecordsArray("Records");
  private static final SplitFormat LOGS =
      new SplitFormat.RecordsArray(
          "logEvents",
          List.of("owner", "logGroup"),
          List.of(),
          Map.of("t", "c"),
          Map.of(),
          List.of());
  private static final SplitFormat EACH =
      new SplitFormat.EachElement(List.of("detail", "findings"));
  private static final SplitFormat JSON = SplitFormat.JSON_VALUES;
  private static final SplitFormat TEXT = SplitFormat.TEXT_LINES;

  static Stream<Arguments> attacks() {
    return Stream.of(
        Arguments.of(JSON, "{\n\"a\":1}\n", "{[\n", ""),
        Arguments.of(JSON, "{\n\"a\":1}\n", "{\n", "]"),
        Arguments.of(JSON, "{\n\"a\":1}\n", "{\"a\n", ""),
        Arguments.of(JSON, "{\n\"a\":1}\n", "{\"a\":\"\\\n", ""),
        Arguments.of(JSON, "{\n\"a\":1}\n{[", "{}", "\n{"),
        Arguments.of(JSON, "{\n\"a\":1}\n{[\n", "{}", "\n{]"),
        Arguments.of(JSON, "{\n\"a\":1}\n", "{]\n", ""),
        Arguments.of(JSON, "{\n\"a\":1}\n", "[1]", ""),
        Arguments.of(JSON, "[", "{[\n", ""),
        Arguments.of(JSON, "[", "}:", ""),
        Arguments.of(EACH, "{\n\"a\":1}\n", "{\"detail\":{\"findings\":[{\n", ""),
        Arguments.of(EACH, "{\"detail\":{\"findings\":[", "[{},", "]"),
        Arguments.of(RECORDS, "", "{}", ""),
        Arguments.of(RECORDS, "", "{\"Records\":[", ""),
        Arguments.of(RECORDS, "{", "\"Records\":[],", "}"),
        Arguments.of(LOGS, "{", "\"owner\":\"12\",\"logEvents\":[{}],", "}"),
        Arguments.of(LOGS, "{", "\"owner\":[1],", "}"),
        Arguments.of(TEXT, "", "\n", ""),
        Arguments.of(TEXT, "", "a\r", ""));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void splitsWhatWasMadeToBeSlow(SplitFormat format, String head, String body, String tail) {
    String content = head + body.repeat(BYTES / body.length()) + tail;

    long passed = assertTimeoutPreemptively(LIMIT, () -> pass(format, content));

    assertTrue(passed <= content.length(), passed + " bytes of " + content.length());
  }

  /** Random pieces of JSON, again and again: what nobody has thought of. */
  @Test
  void splitsWhateverIsRepeated() {
    String[] tokens = {
      "{",
      "}",
      "[",
      "]",
      "\n",
      "\"",
      "\\",
      ",",
      ":",
      "{\n",
      "\n{",
      "{}",
      "1",
      " ",
      "a",
      "\r\n",
      "\"Records\":",
      "\"owner\":",
      "\"detail\":{",
      "\"findings\":["
    };
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<SplitFormat> formats = List.of(JSON, RECORDS, LOGS, EACH);
    for (int i = 0; i < 60; i++) {
      StringBuilder head = new StringBuilder();
      StringBuilder body = new StringBuilder();
      IntUnaryOperator any = random::nextInt;
      for (int n = any.applyAsInt(6); n > 0; n--) {
        head.append(tokens[any.applyAsInt(tokens.length)]);
      }
      for (int n = 1 + any.applyAsInt(5); n > 0; n--) {
        body.append(tokens[any.applyAsInt(tokens.length)]);
      }
      SplitFormat format = formats.get(i % formats.size());
      String content = head + body.toString().repeat((1 << 20) / body.length());

      long passed =
          assertTimeoutPreemptively(
              LIMIT,
              () -> pass(format, content),
              () -> "seed " + seed + ": " + head + " and then " + body);

      assertTrue(passed <= content.length());
    }
  }

  @Test
  void readsEachWholeValueBehindOneThatDoesNotEnd() {
    List<String> whole = List.of("{\n \"b\": [\n  {}\n ]\n}", "{\n \"c\": \"}\"\n}", "{\"d\":1}");
    String content = "{\n \"a\": 1\n}\n{\n \"x\": [\n" + String.join("\n", whole) + "\n";

    for (int chunk : new int[] {1, 7, 1000}) {
      List<String> pieces = Contents.split(JSON, content, 1 << 16, chunk);

      assertEquals("{\n \"a\": 1\n}", pieces.getFirst());
      assertEquals("!malformed_json@12+10", pieces.get(1));
      assertEquals(whole, pieces.subList(2, pieces.size()));
    }
  }

  @Test
  void keepsTheHeadOfADocumentWithoutRecords() throws IOException {
    String first = "{\"a\":  \n [1, {\"b\":2}] , \"c\":\"" + "x".repeat(40_000) + "\"}";
    byte[] content = (first + "\n {\"d\": 1}").getBytes(StandardCharsets.US_ASCII);
    SlidingWindow window = new SlidingWindow(Contents.chunked(content, 9), 1 << 16, 64);
    Splitter splitter = Splitters.open(RECORDS, window, 1 << 16);
    Slice slice = new Slice();

    assertTrue(splitter.next(slice));
    assertEquals(first.substring(0, WindowSplitter.KEPT_BYTES), text(slice));
    assertEquals(first.length(), slice.fullBytes());
    assertTrue(splitter.next(slice));
    assertEquals("{\"d\": 1}", text(slice));
  }

  private static long pass(SplitFormat format, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
    SlidingWindow window = new SlidingWindow(new ByteArrayInputStream(bytes), CAP);
    Splitter splitter = Splitters.open(format, window, CAP);
    Slice slice = new Slice();
    long last = 0;
    while (splitter.next(slice)) {
      assertTrue(slice.offset() >= last, "back at " + slice.offset());
      last = slice.offset();
    }
    return last;
  }

  private static String text(Slice slice) {
    return new String(
        Arrays.copyOfRange(slice.bytes(), slice.from(), slice.to()), StandardCharsets.US_ASCII);
  }
}
