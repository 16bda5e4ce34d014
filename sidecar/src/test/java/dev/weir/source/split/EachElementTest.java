package dev.weir.source.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.type.SplitFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that hold several things in an array, each of which is to be a record. */
class EachElementTest {
  private static final SplitFormat FINDINGS =
      new SplitFormat.EachElement(List.of("detail", "findings"));

  private static final int CAP = 1 << 20;
  private static final String TWO =
      "{\"id\":\"e\",\"detail\":{\"a\":[1],\"findings\":[{\"n\":\"]}\"}, {\"n\":2}],\"z\":{}},\"y\":0}";
  private static final List<String> BOTH =
      List.of(
          "{\"id\":\"e\",\"detail\":{\"a\":[1],\"findings\":[{\"n\":\"]}\"}],\"z\":{}},\"y\":0}",
          "{\"id\":\"e\",\"detail\":{\"a\":[1],\"findings\":[{\"n\":2}],\"z\":{}},\"y\":0}");

  @Test
  void givesEachElementARecordWithAllThatStandsAroundIt() {
    assertEquals(BOTH, split(TWO));
  }

  @Test
  void takesEventsInLinesOneAfterTheOtherAndInAnArray() {
    List<String> all = List.of(BOTH.get(0), BOTH.get(1), "{\"id\":1}", BOTH.get(0), BOTH.get(1));

    assertEquals(all, split(TWO + "\n{\"id\":1}\r\n" + TWO + "\n"));
    assertEquals(all, split(TWO + "{\"id\":1}" + TWO));
    assertEquals(all, split("[" + TWO + ",{\"id\":1}," + TWO + "]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"detail\":{\"findings\":[{\"n\":1}]}}",
        "{\"detail\":{\"findings\":[]}}",
        "{\"detail\":{\"findings\":{\"n\":1}}}",
        "{\"detail\":{\"findings\":[{\"n\":1},null]}}",
        "{\"detail\":{\"findings\":[[{}],{}]}}",
        "{\"detail\":{\"findings\":[{} {}]}}",
        "{\"detail\":{\"findings\":\"x\",\"findings\":[{},{}]}}",
        "{\"detail\":[{\"findings\":[{},{}]}]}",
        "{\"detail\":null}",
        "{\"findings\":[{},{}]}",
        "{\"x\":{\"detail\":{\"findings\":[{},{}]}}}",
      })
  void leavesWhatIsNotPlainlySoAsItIs(String value) {
    assertEquals(List.of(value), split(value));
  }

  @Test
  void leavesWhatWouldBecomeTooMuchAsItIs() {
    String long1 = "x".repeat(EachElementSplitter.MOST_BYTES_AROUND);
    String around = "{\"x\":\"" + long1 + "\",\"detail\":{\"findings\":[{},{}]}}";
    String many =
        IntStream.rangeClosed(0, ElementFinder.MOST_ELEMENTS)
            .mapToObj(i -> "{}")
            .collect(Collectors.joining(",", "{\"detail\":{\"findings\":[", "]}}"));

    assertEquals(List.of(around), split(around));
    assertEquals(List.of(many), split(many));
    assertEquals(
        ElementFinder.MOST_ELEMENTS, split(many.replace("[{},{}", "[{}")).size(), "one less");
  }

  @Test
  void leavesALineWithMoreThanOneValueAsItIs() {
    String line = "{\"a\":1}\n" + TWO + TWO + "\n";

    assertEquals(List.of("{\"a\":1}", TWO + TWO), split(line));
  }

  @Test
  void neverLosesACompleteElementOfAPrefix() {
    byte[] whole = (TWO + "\n" + TWO).getBytes(StandardCharsets.UTF_8);
    List<String> all = split(TWO + "\n" + TWO);
    for (int length = 0; length <= whole.length; length++) {
      byte[] prefix = Arrays.copyOf(whole, length);
      List<String> pieces = Contents.split(FINDINGS, prefix, CAP, 4096);
      assertEquals(pieces, Contents.split(FINDINGS, prefix, CAP, 3), "up to " + length);
      int complete = length == whole.length ? 4 : length >= TWO.length() ? 2 : 0;
      assertEquals(all.subList(0, complete), pieces.subList(0, complete), "up to " + length);
    }
  }

  @Test
  void splitsMutatedContentTheSameHoweverItComes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "{}[]\",:\\\n 1n";
    for (int i = 0; i < 4000; i++) {
      StringBuilder mutated = new StringBuilder(TWO).append('\n').append(TWO);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int at = random.nextInt(mutated.length());
        mutated.replace(
            at,
            at + random.nextInt(2),
            String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))));
      }
      byte[] content = mutated.toString().getBytes(StandardCharsets.UTF_8);
      List<String> whole = Contents.split(FINDINGS, content, CAP, 4096);
      assertEquals(
          whole,
          Contents.split(FINDINGS, content, CAP, 1 + random.nextInt(9)),
          () -> "seed " + seed + " content " + mutated);
    }
  }

  private static List<String> split(String content) {
    return Contents.split(FINDINGS, content, CAP, 4096);
  }
}
