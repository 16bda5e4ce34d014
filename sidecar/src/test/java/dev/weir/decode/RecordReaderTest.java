package dev.weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.Frame;
import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.account.StampKind;
import dev.weir.account.StampWriter;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.event.Records;
import dev.weir.event.ReservedNames;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackWriter;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RecordReaderTest {
  private static final StampKey KEY = StampKey.fromSecret(new byte[] {1});
  private static final Frame FRAME =
      new Frame(new ObjectVersion("b", "k", "v"), 10, 5, 1_795_227_049);

  private final LogEvent event = new LogEvent(new ReservedNames(List.of("weir")));
  private final RecordReader reader = new RecordReader(event, KEY);
  private final MsgpackWriter chunk = new MsgpackWriter(256);

  @Test
  void readsBothEventFormsAndAllTimes() throws Exception {
    chunk.writeArrayHeader(2);
    chunk.writeEventTime(1_795_000_007, 8);
    Records.write(chunk, Map.of("a", 1));
    chunk.writeArrayHeader(2);
    chunk.writeArrayHeader(2);
    chunk.writeLong(1_795_000_009);
    Records.write(chunk, Map.of("group", "x"));
    Records.write(chunk, Map.of("b", 2));
    chunk.writeArrayHeader(2);
    chunk.writeDouble(1_795_000_001.5);
    Records.write(chunk, Map.of("c", 3));
    reset();

    assertTrue(reader.next());
    assertEquals(1_795_000_007, reader.seconds());
    assertEquals(8, reader.nanos());
    assertEquals("{\"a\":1}", Records.json(event));
    assertEquals(Origin.HOST, reader.origin());
    assertTrue(reader.next());
    assertEquals(1_795_000_009, reader.seconds());
    assertEquals("{\"b\":2}", Records.json(event));
    assertTrue(reader.next());
    assertEquals(500_000_000, reader.nanos());
    assertFalse(reader.next());
  }

  @Test
  void takesATimeThatCannotBeForTheEpoch() throws Exception {
    for (long time : new long[] {0, -5, 1L << 62, 4_102_444_800L}) {
      chunk.clear();
      chunk.writeArrayHeader(2);
      chunk.writeLong(time);
      Records.write(chunk, Map.of("a", 1));
      reset();

      assertTrue(reader.next());
      assertEquals(0, reader.seconds(), "time " + time);
    }
  }

  @Test
  void passesAnEntryThatIsNoneAndReadsOnBehindIt() throws Exception {
    entry("a");
    int from = chunk.size();
    chunk.writeStr("no entry");
    int to = chunk.size();
    chunk.writeArrayHeader(2);
    chunk.writeLong(1_795_000_009);
    Records.write(chunk, Map.of("name", "b"));
    reset();

    assertEquals("a", nextName());
    assertNull(reader.broken());
    assertEquals("b", nextName());
    assertBroken(from, to, MsgpackException.Reason.WRONG_TYPE);
    assertFalse(reader.nextSound());
    assertNull(reader.broken());
  }

  @Test
  void findsTheNextEntryBehindBytesThatAreNoMessagePack() throws Exception {
    entry("a");
    int from = chunk.size();
    entry("broken");
    chunk.bytes()[chunk.size() - 3] = (byte) 0xc1;
    chunk.bytes()[from + 2] = (byte) 0xc1;
    chunk.writeStr("and what is in no entry at all");
    int to = chunk.size();
    entry("b");
    entry("c");
    reset();

    assertEquals("a", nextName());
    assertEquals("b", nextName());
    assertBroken(from, to, MsgpackException.Reason.WRONG_TYPE);
    assertEquals("c", nextName());
    assertFalse(reader.nextSound());
  }

  @Test
  void findsTheNextEntryWhoseTimeHasALengthOfItsOwn() throws Exception {
    entry("a");
    int from = chunk.size();
    entry("broken");
    // Its map begins behind the array's header and the ten bytes of its time.
    chunk.bytes()[from + 11] = (byte) 0xc1;
    int to = chunk.size();
    entry("b");
    String fixext8 = HexFormat.of().formatHex(chunk.bytes(), to, chunk.size());
    byte[] ext8 = HexFormat.of().parseHex(fixext8.replace("92d700", "92c70800"));
    chunk.truncate(to);
    chunk.writeRaw(ext8, 0, ext8.length);
    reset();

    assertEquals("a", nextName());
    assertEquals("b", nextName());
    assertBroken(from, to, MsgpackException.Reason.WRONG_TYPE);
    assertFalse(reader.nextSound());
  }

  @Test
  void tellsOfTheEndThatIsCutOff() throws Exception {
    entry("a");
    int from = chunk.size();
    entry("cut off");
    chunk.truncate(chunk.size() - 2);
    reset();

    assertEquals("a", nextName());
    assertFalse(reader.nextSound());
    assertBroken(from, chunk.size(), MsgpackException.Reason.TRUNCATED);
  }

  @Test
  void readsAllEntriesButTheOneInWhichAByteWasChanged() throws Exception {
    FieldValue value = new FieldValue();
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      entry("record " + (char) ('a' + i));
    }
    byte[] sound = chunk.toByteArray();
    int length = sound.length / 20;
    int nextToo = 0;
    int kept = 0;
    for (int run = 0; run < 20_000; run++) {
      int at = random.nextInt(sound.length);
      byte[] changed = sound.clone();
      changed[at] ^= (byte) (1 + random.nextInt(255));
      reader.reset(changed, 0, changed.length);

      Set<String> names = new HashSet<>();
      int brokenTo = 0;
      while (reader.nextSound()) {
        brokenTo = brokenTo(brokenTo);
        if (event.find(FieldPath.of("name"), value)) {
          names.add(value.text());
        }
      }

      brokenTo = brokenTo(brokenTo);
      for (int i = 0; i < 20; i++) {
        String name = "record " + (char) ('a' + i);
        boolean isThere = names.contains(name);
        boolean isKept = i > at / length && (i + 1) * length <= brokenTo;
        assertTrue(
            isThere || i == at / length || i == at / length + 1 || isKept,
            name + ", changed at " + at);
        if (!isThere && i == at / length + 1) {
          nextToo++;
        } else if (!isThere && i != at / length) {
          kept++;
        }
      }
    }
    // A length that is too large by one or two takes the head of the next entry with it.
    assertTrue(nextToo < 200, nextToo + " of 20,000 runs");
    // One that is too large by entries, as all are equally long here, takes these.
    assertTrue(kept < 200, kept + " in 20,000 runs");
  }

  private int brokenTo(int before) {
    BrokenBytes broken = reader.broken();
    return broken == null ? before : broken.to();
  }

  @Test
  @Timeout(10)
  void takesNoLongerForBytesThatAreMadeToBeSearched() {
    byte[] nested = new byte[10 << 20];
    byte[] one = {(byte) 0x92, (byte) 0xd7, 0, 1, 2, 3, 4, 5, 6, 7, 8};
    byte[] cut = new byte[10 << 20];
    byte[] start = {(byte) 0x92, (byte) 0xd7, 0};
    for (int i = 0; i < nested.length; i++) {
      nested[i] = one[i % one.length];
      cut[i] = start[i % start.length];
    }

    for (byte[] made : List.of(nested, cut)) {
      reader.reset(made, 0, made.length);
      while (reader.nextSound()) {
        assertFalse(reader.isReadable());
      }
      assertEquals(made.length, reader.broken() == null ? -1 : reader.broken().to());
    }
  }

  private void entry(String name) {
    chunk.writeArrayHeader(2);
    chunk.writeEventTime(1_795_000_007, 8);
    Records.write(chunk, Map.of("name", name));
  }

  private String nextName() throws Exception {
    assertTrue(reader.nextSound());
    FieldValue value = new FieldValue();
    assertTrue(event.find(FieldPath.of("name"), value));
    return value.text();
  }

  private void assertBroken(int from, int to, MsgpackException.Reason reason) {
    BrokenBytes broken = Objects.requireNonNull(reader.broken());
    assertEquals(from, broken.from());
    assertEquals(to, broken.to());
    assertEquals(reason, broken.cause().reason());
  }

  @Test
  void passesOverGroupMarkers() throws Exception {
    for (long marker : new long[] {0xffff_ffffL, 0xffff_fffeL}) {
      chunk.writeArrayHeader(2);
      chunk.writeArrayHeader(2);
      chunk.writeEventTime(marker, 0);
      Records.write(chunk, Map.of());
      Records.write(chunk, Map.of("resource", "x"));
    }
    entry(Map.of("a", 1));
    reset();

    assertTrue(reader.next());
    assertEquals("{\"a\":1}", Records.json(event));
    assertFalse(reader.next());
  }

  @Test
  void takesTheStampOutAndBelievesItOnlyIfVerified() throws Exception {
    String stamp = new StampWriter(KEY, FRAME).text(StampKind.RECORD, 12);
    entry(Map.of("_weir", stamp));
    entry(Map.of("_weir", stamp.replace("/k", "/j")));
    entry(Map.of("_weir", 5));
    reset();

    assertTrue(reader.next());
    assertEquals(Origin.OBJECT, reader.origin());
    assertEquals(FRAME, reader.frame());
    assertEquals(12, reader.ordinal());
    assertEquals("{}", Records.json(event));
    assertTrue(reader.next());
    assertEquals(Origin.FORGED, reader.origin());
    assertEquals("{}", Records.json(event));
    assertTrue(reader.next());
    assertEquals(Origin.FORGED, reader.origin());
  }

  @Test
  void goesOnAfterARecordWhoseKeysAreNoText() throws Exception {
    chunk.writeArrayHeader(2);
    chunk.writeLong(1);
    chunk.writeMapHeader(2);
    chunk.writeLong(1);
    chunk.writeLong(2);
    chunk.writeStr("k");
    chunk.writeArrayHeader(1);
    chunk.writeNil();
    entry(Map.of("a", 1));
    reset();

    assertTrue(reader.next());
    assertFalse(reader.isReadable());
    assertTrue(reader.next());
    assertTrue(reader.isReadable());
    assertEquals("{\"a\":1}", Records.json(event));
  }

  @Test
  void believesTheStampOfARecordWhoseKeysAreNotAllText() throws Exception {
    chunk.writeArrayHeader(2);
    chunk.writeLong(1);
    chunk.writeMapHeader(2);
    chunk.writeLong(1);
    chunk.writeStr("x");
    chunk.writeStr("_weir");
    chunk.writeStr(new StampWriter(KEY, FRAME).text(StampKind.RECORD, 12));
    reset();

    assertTrue(reader.nextSound());

    assertFalse(reader.isReadable());
    assertEquals(Origin.OBJECT, reader.origin());
    assertEquals(12, reader.ordinal());
  }

  @Test
  void makesNoRecordOfTextThatLooksLikeOne() throws Exception {
    byte[] likeAnEntry = HexFormat.of().parseHex("92d70001020304000000008161a162");
    chunk.writeRaw(new byte[] {(byte) 0xc1}, 0, 1);
    int from = chunk.size();
    entry("first");
    int odd = chunk.size();
    chunk.writeArrayHeader(2);
    chunk.writeEventTime(1_795_000_007, 8);
    chunk.writeMapHeader(2);
    chunk.writeStr("name");
    chunk.writeStr("invalid");
    chunk.writeStr("log");
    chunk.writeStr(likeAnEntry, 0, likeAnEntry.length);
    int last = chunk.size();
    entry("last");
    reset();

    assertEquals("first", nextName());
    assertBroken(0, from, MsgpackException.Reason.RESERVED_BYTE);
    assertEquals("last", nextName());
    assertBroken(odd, last, MsgpackException.Reason.WRONG_TYPE);
    assertFalse(reader.nextSound());
  }

  @Test
  void refusesEveryCutOfAChunk() throws Exception {
    entry(Map.of("a", List.of(1, "two", 3.0)));
    byte[] bytes = chunk.toByteArray();

    for (int length = 1; length < bytes.length; length++) {
      reader.reset(bytes, 0, length);

      MsgpackException refused = assertThrows(MsgpackException.class, reader::next);

      assertEquals(MsgpackException.Reason.TRUNCATED, refused.reason(), "cut to " + length);
    }
  }

  private void entry(Map<String, ?> record) {
    chunk.writeArrayHeader(2);
    chunk.writeLong(1);
    Records.write(chunk, record);
  }

  private void reset() {
    reader.reset(chunk.bytes(), 0, chunk.size());
  }
}
