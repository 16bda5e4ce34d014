package dev.weir.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecordBuilderTest {
  private static final LogEvent NOTHING = new LogEvent(new ReservedNames(List.of()));

  private final RecordBuilder builder = new RecordBuilder();
  private final LogEvent built = new LogEvent(new ReservedNames(List.of("weir")));
  private final LogEvent read = new LogEvent(new ReservedNames(List.of("weir")));
  private final FieldValue value = new FieldValue();

  @Test
  void isTheRecordThatItsBytesAre() throws Exception {
    long seed = 20_261_130;
    for (int round = 0; round < 300; round++) {
      SplittableRandom random = new SplittableRandom(seed + round);
      int fields = random.nextInt(200);

      build(fields, random);
      built.reset(builder);
      byte[] bytes = builder.end().toByteArray();
      read.reset(bytes, 0, bytes.length);

      assertEquals(document(read), document(built), "seed " + (seed + round));
      for (int i = 0; i < 220; i++) {
        assertEquals(text(read, "field_number_" + i), text(built, "field_number_" + i));
        assertEquals(text(read, "f" + i), text(built, "f" + i));
      }
    }
  }

  @Test
  void holdsWhatWasCopiedBehindItsOwn() throws Exception {
    MsgpackWriter other = new MsgpackWriter(64);
    other.writeMapHeader(2);
    other.writeStr("a");
    other.writeLong(1);
    other.writeStr("b");
    other.writeLong(2);
    read.reset(other.bytes(), 0, other.size());
    builder.begin();
    builder.add(new RecordBuilder.Name("a")).writeStr("own");
    built.reset(builder);

    int copied = builder.copyOthers(read, value, built);
    built.reset(builder);

    assertEquals(1, copied);
    assertEquals("{\"a\":\"own\",\"b\":2", document(built));
    assertEquals("2", text(built, "b"));
  }

  @Test
  void beginsAnew() throws Exception {
    build(150, new SplittableRandom(1));
    int unused = builder.copyOthers(NOTHING, value, built);
    built.reset(builder);

    builder.begin();
    builder.add(new RecordBuilder.Name("one")).writeLong(1);
    built.reset(builder);

    assertEquals("{\"one\":1", document(built));
    assertFalse(built.find(FieldPath.of("f1"), value));
  }

  @Test
  void aProbeMissesNoFieldThatIsThere() throws Exception {
    for (int fields = 0; fields < 200; fields++) {
      build(fields, new SplittableRandom(fields));
      built.reset(builder);
      int missed = 0;
      for (int i = 0; i < 200; i++) {
        FieldPath path = FieldPath.of("f" + i);
        boolean there = built.find(path, value);
        boolean maybe = built.mayHave(new FieldProbe(List.of(FieldPath.of("no.such"), path)));
        assertTrue(maybe || !there, "f" + i + " of " + fields);
        missed += maybe ? 0 : 1;
      }
      assertTrue(fields > 20 || missed > 50, "a probe that tells nothing of " + fields);
    }
  }

  @Test
  void aProbeSeesWhereAPathBeginsAndANameWithDots() throws Exception {
    FieldProbe probe = new FieldProbe(List.of(FieldPath.of("user.name")));
    builder.begin();
    builder.add(new RecordBuilder.Name("user")).writeStr("x");
    built.reset(builder);
    assertTrue(built.mayHave(probe));

    builder.begin();
    builder.add(new RecordBuilder.Name("user.name")).writeStr("x");
    built.reset(builder);
    assertTrue(built.mayHave(probe));
  }

  /** Fields of short and long names, some twice. */
  private void build(int fields, SplittableRandom random) {
    builder.begin();
    for (int i = 0; i < fields; i++) {
      int number = random.nextInt(20) == 0 ? i / 2 : i;
      String name = (i % 2 == 0 ? "f" : "field_number_") + number;
      MsgpackWriter out = builder.add(new RecordBuilder.Name(name));
      if (i % 3 == 0) {
        out.writeLong(random.nextLong());
      } else {
        out.writeStr("x".repeat(random.nextInt(300)));
      }
    }
  }

  private String text(LogEvent event, String path) throws MsgpackException {
    return event.find(FieldPath.of(path), value) ? value.text() : "";
  }

  private static String document(LogEvent event) throws MsgpackException {
    JsonBuffer out = new JsonBuffer(1024);
    assertTrue(event.writeTo(out));
    return new String(out.bytes(), 0, out.size(), StandardCharsets.UTF_8);
  }
}
