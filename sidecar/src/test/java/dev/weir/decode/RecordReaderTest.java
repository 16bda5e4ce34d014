package dev.weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.Frame;
import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.account.StampKind;
import dev.weir.account.StampWriter;
import dev.weir.event.LogEvent;
import dev.weir.event.Records;
import dev.weir.event.ReservedNames;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
