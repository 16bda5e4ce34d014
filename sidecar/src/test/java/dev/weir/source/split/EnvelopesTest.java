package dev.weir.source.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.type.SplitFormat;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What of a document's head travels with its records, and which documents have none. */
class EnvelopesTest {
  private static final SplitFormat LOGS =
      new SplitFormat.RecordsArray(
          "logEvents",
          List.of("owner", "logGroup"),
          List.of("x"),
          Map.of("messageType", "CONTROL_MESSAGE"),
          Map.of("messageType", "DATA_MESSAGE"),
          List.of());

  private static final int CAP = 1 << 20;

  private static final String TWO_DOCUMENTS =
      "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"a\\\"\\u00e9\",\"x\":[{}],"
          + "\"logEvents\":[{\"m\":\"1\"},{\"m\":\"]}\"}]}{\"logGroup\":\"b\",\"logEvents\":[3]}";

  @Test
  void sendsTheHeadOfEachDocumentWithItsRecords() throws Exception {
    assertEquals(
        List.of(
            "{\"m\":\"1\"} in {\"owner\":\"1\",\"logGroup\":\"a\\\"\u00e9\"}",
            "{\"m\":\"]}\"} in {\"owner\":\"1\",\"logGroup\":\"a\\\"\u00e9\"}",
            "3 in {\"logGroup\":\"b\"}"),
        split(TWO_DOCUMENTS));
  }

  @Test
  void takesMembersInAnyOrderUpToTheArray() throws Exception {
    assertEquals(
        List.of("1 in {\"owner\":7,\"logGroup\":true}", "2 in {\"owner\":8,\"logGroup\":true}"),
        split("{\"logGroup\":true,\"owner\":7,\"logEvents\":[1],\"owner\":8,\"logEvents\":[2]}"));
  }

  @Test
  void saysWhatIsNoScalarOrTooLongToTravel() throws Exception {
    String long1 = "x".repeat(EnvelopeReader.MOST_BYTES);
    String long2 = "y".repeat(EnvelopeReader.MOST_BYTES / 2);
    assertEquals(List.of("1"), split("{\"owner\":null,\"logEvents\":[1]}"));
    assertEquals(
        List.of("!beside_records@0+45", "1"),
        split("{\"owner\":{\"a\":1},\"logGroup\":null,\"logEvents\":[1]}"));
    assertEquals(List.of("!beside_records@0+25", "1"), split("{\"owner\":[1],\"logEvents\":[1]}"));
    assertEquals(
        List.of("!beside_records@0+26", "1"), split("{\"owner\":\"\\x\",\"logEvents\":[1]}"));
    assertEquals(
        List.of("!beside_records@0+4135", "1 in {\"logGroup\":\"g\"}"),
        split("{\"owner\":\"" + long1 + "\",\"logGroup\":\"g\",\"logEvents\":[1]}"));
    assertEquals(
        List.of("!beside_records@0+4134", "1 in {\"owner\":\"" + long2 + "\"}"),
        split("{\"owner\":\"" + long2 + "\",\"logGroup\":\"" + long2 + "\",\"logEvents\":[1]}"));
  }

  @Test
  void sendsNoHeadWithTheRecordsOfABareArrayNorWithTheNextDocuments() throws Exception {
    assertEquals(
        List.of("1 in {\"owner\":\"a\"}", "2", "3"),
        split("{\"owner\":\"a\",\"logEvents\":[1]}[2]{\"logEvents\":[3]}"));
  }

  @Test
  void passesDocumentsThatSayTheyHaveNoRecords() throws Exception {
    String control = "{\"messageType\":\"CONTROL_MESSAGE\",\"logEvents\":[{\"m\":[]}]}";
    assertEquals(List.of(), split(control));
    assertEquals(3, skipped(control + "\n" + control + "{\"messageType\":\"CONTROL_MESSAGE\"}"));
    assertEquals(
        List.of("1 in {\"owner\":\"a\"}"),
        split(control + "{\"owner\":\"a\",\"logEvents\":[1]}" + control));
    assertEquals(0, skipped("{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[]}"));
    assertEquals(List.of("1"), split("{\"logEvents\":[1],\"messageType\":\"CONTROL_MESSAGE\"}"));
    assertEquals(
        List.of("!beside_records@0+39"), split("{\"messageType\":\"CONTROL_MESSAGE\",\"y\":1}"));
  }

  @Test
  void saysWhatStandsBesideTheRecordsAndGoesWithNone() throws Exception {
    String before = "{\"owner\":\"a\",\"y\":{\"z\":[1]},\"logEvents\":";
    assertEquals(
        List.of("!beside_records@0+39", "1 in {\"owner\":\"a\"}"), split(before + "[1],\"x\":2}"));
    assertEquals(List.of("!beside_records@0+39"), split(before + "[]}"));
    assertEquals(
        List.of("1", "!beside_records@16+7", "2"),
        split("{\"logEvents\":[1],\"y\":2}{\"logEvents\":[2]}"));
    assertEquals(
        List.of("1", "!beside_records@16+19", "2"),
        split("{\"logEvents\":[1],\"y\":2,\"logEvents\":[2]}"));
  }

  @Test
  void passesNoOtherTextOfAMemberThatSaysWhetherThereAreRecords() throws Exception {
    assertEquals(
        List.of("!beside_records@0+31", "1"), split("{\"messageType\":\"x\",\"logEvents\":[1]}"));
    assertEquals(
        List.of("!beside_records@0+60", "1"),
        split("{\"messageType\":\"x\",\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[1]}"));
  }

  @Test
  void saysWhatShouldTravelWithRecordsAndCameBehindThem() throws Exception {
    assertEquals(
        List.of("1", "!beside_records@16+13"), split("{\"logEvents\":[1],\"owner\":\"a\"}"));
    assertEquals(
        List.of("!beside_records@0+33", "1 in {\"owner\":2}"),
        split("{\"owner\":1,\"owner\":2,\"logEvents\":[1]}"));
  }

  @Test
  void saysOfADocumentWithoutItsArrayThatItHasNone() throws Exception {
    assertEquals(List.of("!no_records_array@0+13"), split("{\"owner\":\"a\"}"));
    assertEquals(List.of("!no_records_array@0+28"), split("{\"owner\":\"a\",\"logEvents\":{}}  "));
  }

  @Test
  void neverLosesACompleteRecordOfAPrefix() throws Exception {
    byte[] whole = TWO_DOCUMENTS.getBytes(StandardCharsets.UTF_8);
    List<String> all = split(TWO_DOCUMENTS);
    for (int length = 0; length <= whole.length; length++) {
      byte[] prefix = Arrays.copyOf(whole, length);
      List<String> pieces = split(LOGS, prefix, CAP, 4096);
      for (int chunk : new int[] {1, 2, 7}) {
        assertEquals(pieces, split(LOGS, prefix, CAP, chunk), "up to " + length + " by " + chunk);
      }
      List<String> records = pieces.stream().filter(Contents::isRecord).toList();
      assertEquals(all.subList(0, records.size()), records, "up to " + length);
      assertTrue(
          records.size() >= (length >= whole.length - 1 ? 3 : 0), "up to " + length + records);
    }
  }

  @Test
  void splitsMutatedContentTheSameHoweverItComes() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "{}[]\",:\\\n 1au";
    for (int i = 0; i < 4000; i++) {
      StringBuilder mutated = new StringBuilder(TWO_DOCUMENTS);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int at = random.nextInt(mutated.length());
        mutated.replace(
            at,
            at + random.nextInt(2),
            String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))));
      }
      byte[] content = mutated.toString().getBytes(StandardCharsets.UTF_8);
      int cap = 4 + random.nextInt(60);
      List<String> whole = split(LOGS, content, cap, 4096);
      for (int chunk : new int[] {1, 5, 64}) {
        assertEquals(
            whole,
            split(LOGS, content, cap, chunk),
            () -> "seed " + seed + " cap " + cap + " content " + mutated);
      }
    }
  }

  @Test
  void holdsNoMoreOfAHeadHoweverLongItIs() throws Exception {
    InputStream content =
        new SequenceInputStream(
            Collections.enumeration(
                Stream.of(
                        Stream.of(ascii("{\"owner\":\"1\",\"logGroup\":\"")),
                        IntStream.range(0, 3000).mapToObj(i -> ascii("g".repeat(10_000))),
                        Stream.of(ascii("\",\"logEvents\":[1]}")))
                    .flatMap(parts -> parts)
                    .toList()));
    SlidingWindow window = new SlidingWindow(content, 10 << 20);
    Splitter splitter = Splitters.open(LOGS, window, 10 << 20);

    List<String> pieces = pieces(splitter);

    assertEquals(List.of("!beside_records@0+30000039", "1 in {\"owner\":\"1\"}"), pieces);
    assertEquals(SlidingWindow.INITIAL_BYTES, window.capacity());
  }

  private static InputStream ascii(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static List<String> split(String content) throws Exception {
    byte[] utf8 = content.getBytes(StandardCharsets.UTF_8);
    List<String> pieces = split(LOGS, utf8, CAP, 4096);
    for (int chunk = 1; chunk < 5; chunk++) {
      assertEquals(pieces, split(LOGS, utf8, CAP, chunk));
    }
    return pieces;
  }

  private static List<String> split(SplitFormat format, byte[] content, int cap, int chunk)
      throws Exception {
    SlidingWindow window = new SlidingWindow(Contents.chunked(content, chunk), cap, 16);
    return pieces(Splitters.open(format, window, cap));
  }

  private static long skipped(String content) throws Exception {
    Splitter splitter = Splitters.open(LOGS, new SlidingWindow(ascii(content), CAP), CAP);
    assertEquals(List.of(), pieces(splitter));
    return splitter.skipped();
  }

  private static List<String> pieces(Splitter splitter) throws Exception {
    List<String> pieces = new ArrayList<>();
    Slice slice = new Slice();
    while (splitter.next(slice)) {
      UnsendableReason reason = slice.reason();
      pieces.add(
          reason == null
              ? text(slice) + envelope(slice)
              : "!" + reason.label() + "@" + slice.offset() + "+" + slice.fullBytes());
    }
    return pieces;
  }

  private static String text(Slice slice) {
    return new String(slice.bytes(), slice.from(), slice.length(), StandardCharsets.UTF_8);
  }

  private static String envelope(Slice slice) throws Exception {
    byte[] msgpack = slice.envelope();
    if (msgpack == null) {
      return "";
    }
    LogEvent event = new LogEvent(new ReservedNames(List.of()));
    assertEquals(msgpack.length, event.reset(msgpack, 0, msgpack.length));
    JsonBuffer json = new JsonBuffer(64);
    assertTrue(event.writeTo(json));
    return " in " + new String(json.raw('}').toByteArray(), StandardCharsets.UTF_8);
  }
}
