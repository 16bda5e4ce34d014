package dev.weir.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

class LogEventTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LogEvent event = new LogEvent(new ReservedNames(List.of("weir", "K_action")));
  private final FieldValue value = new FieldValue();

  @Test
  void writesWhatTheReferenceDecoderReads() throws Exception {
    long seed = 20_261_121;
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int round = 0; round < 300; round++) {
      random = new SplittableRandom(seed + round);
      byte[] record = randomMap(random);

      event.reset(record, 0, record.length);
      String json = document();

      String reference = MessagePack.newDefaultUnpacker(record).unpackValue().toJson();
      assertEquals(JSON.readTree(reference), JSON.readTree(json), "seed " + (seed + round));
    }
  }

  @Test
  void copiesWhatAnotherLacksInTimeWhateverTheirNames() throws Exception {
    LogEvent taken = new LogEvent(new ReservedNames(List.of()));
    byte[] record = numbered(0, LogEvent.MOST_FIELDS);
    byte[] half = numbered(LogEvent.MOST_FIELDS / 2, LogEvent.MOST_FIELDS);
    event.reset(record, 0, record.length);
    taken.reset(half, 0, half.length);
    MsgpackWriter out = new MsgpackWriter(1024);

    int copied =
        assertTimeoutPreemptively(
            Duration.ofSeconds(3), () -> event.copyOthers(new FieldValue(), taken, out));

    assertEquals(LogEvent.MOST_FIELDS / 2, copied);
  }

  /** Fields whose names have their first eight bytes in common. */
  private static byte[] numbered(int from, int to) {
    MsgpackWriter writer = new MsgpackWriter(1024);
    writer.writeMapHeader(to - from);
    for (int n = from; n < to; n++) {
      writer.writeStr("a common beginning " + n);
      writer.writeLong(n);
    }
    return writer.toByteArray();
  }

  @Test
  void findsNestedFieldsAndFieldsWithDotsInTheirName() throws Exception {
    byte[] record =
        pack(
            packer -> {
              packer.packMapHeader(3);
              packer.packString("httpRequest").packMapHeader(2);
              packer.packString("other").packInt(1);
              packer.packString("country").packString("UK");
              packer.packString("a.b").packInt(7);
              packer.packString("nothing").packNil();
            });

    event.reset(record, 0, record.length);

    assertTrue(event.find(FieldPath.of("httpRequest.country"), value));
    assertEquals("UK", value.text());
    assertTrue(event.find(FieldPath.of("a.b"), value));
    assertEquals(7, value.integer());
    assertFalse(event.find(FieldPath.of("nothing"), value), "nil counts as absent");
    assertFalse(event.find(FieldPath.of("httpRequest.country.deeper"), value));
    assertFalse(event.find(FieldPath.of("missing"), value));
  }

  @Test
  void laysChangesOverWithoutTouchingTheRest() throws Exception {
    byte[] record =
        pack(
            packer -> {
              packer.packMapHeader(3);
              packer.packString("user").packMapHeader(2);
              packer.packString("name").packString("ann");
              packer.packString("password").packString("hunter2");
              packer.packString("token").packString("abc");
              packer.packString("kept").packInt(5);
            });
    event.reset(record, 0, record.length);

    event.find(FieldPath.of("user.password"), value);
    event.remove(value);
    event.find(FieldPath.of("token"), value);
    event.replace(value, "\"***\"".getBytes(StandardCharsets.UTF_8));
    event.add(",\"K_action\":1".getBytes(StandardCharsets.UTF_8));

    assertEquals(
        "{\"user\":{\"name\":\"ann\"},\"token\":\"***\",\"kept\":5,\"K_action\":1}", document());
  }

  @Test
  void movesNativeFieldsOfReservedNamesAside() throws Exception {
    byte[] record =
        pack(
            packer -> {
              packer.packMapHeader(3);
              packer.packString("native._weir").packString("old");
              packer.packString("weir").packString("forged");
              packer.packString("K_action").packInt(9);
            });
    event.reset(record, 0, record.length);

    event.add(",\"K_action\":0".getBytes(StandardCharsets.UTF_8));

    assertEquals(
        "{\"native\":{\"_weir\":\"old\",\"weir\":\"forged\",\"K_action\":9},\"K_action\":0}",
        document());
  }

  @Test
  void movesNamesThatLeadIntoReservedOnesAside() throws Exception {
    byte[] record =
        pack(
            packer -> {
              packer.packMapHeader(5);
              packer.packString("weir.type").packString("forged");
              packer.packString("K_action.x.y").packInt(9);
              packer.packString("weirder.type").packInt(1);
              packer.packString("wei.r").packInt(2);
              packer.packString("K_actions").packInt(3);
            });
    event.reset(record, 0, record.length);

    assertEquals(
        "{\"weirder.type\":1,\"wei.r\":2,\"K_actions\":3,"
            + "\"native\":{\"weir.type\":\"forged\",\"K_action.x.y\":9}}",
        document());
  }

  @Test
  void writesAddedMembersOfAnEmptyRecord() throws Exception {
    byte[] record = {(byte) 0x80};
    event.reset(record, 0, record.length);

    event.add(",\"K_action\":0".getBytes(StandardCharsets.UTF_8));

    assertEquals("{\"K_action\":0}", document());
  }

  @Test
  void replacesBrokenUtf8AndSaysSo() throws Exception {
    MsgpackWriter writer = new MsgpackWriter(64);
    writer.writeMapHeader(1);
    writer.writeStr("k");
    writer.writeStr(new byte[] {'a', (byte) 0xc3, 'b', (byte) 0xf0, (byte) 0x9f}, 0, 5);
    event.reset(writer.bytes(), 0, writer.size());

    JsonBuffer out = new JsonBuffer(64);
    boolean valid = event.writeTo(out);

    assertFalse(valid);
    assertEquals(
        "{\"k\":\"a\ufffdb\ufffd\"", new String(out.toByteArray(), StandardCharsets.UTF_8));
  }

  @Test
  void refusesNestingThatNoReaderOfTheDocumentWouldTake() throws Exception {
    MsgpackWriter writer = new MsgpackWriter(64);
    writer.writeMapHeader(1);
    writer.writeStr("k");
    for (int i = 0; i < 10_000; i++) {
      writer.writeArrayHeader(1);
    }
    writer.writeNil();
    event.reset(writer.bytes(), 0, writer.size());

    MsgpackException refused =
        assertThrows(MsgpackException.class, () -> event.writeTo(new JsonBuffer(64)));

    assertEquals(MsgpackException.Reason.TOO_DEEP, refused.reason());
  }

  @Test
  void refusesEveryCutOfARecord() throws Exception {
    byte[] record = randomMap(new SplittableRandom(7));
    for (int length = 0; length < record.length; length++) {
      int cut = length;

      MsgpackException refused =
          assertThrows(MsgpackException.class, () -> event.reset(record, 0, cut));

      assertEquals(MsgpackException.Reason.TRUNCATED, refused.reason(), "cut at " + cut);
    }
  }

  private String document() throws Exception {
    JsonBuffer out = new JsonBuffer(64);
    event.writeTo(out);
    out.raw('}');
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }

  private interface Packing {
    void to(MessageBufferPacker packer) throws Exception;
  }

  private static byte[] pack(Packing packing) throws Exception {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packing.to(packer);
      return packer.toByteArray();
    }
  }

  private static byte[] randomMap(RandomGenerator random) throws Exception {
    return pack(
        packer -> {
          int pairs = 1 + random.nextInt(90);
          packer.packMapHeader(pairs);
          for (int i = 0; i < pairs; i++) {
            packer.packString("k" + i + text(random));
            randomValue(packer, random, 0);
          }
        });
  }

  private static void randomValue(MessageBufferPacker packer, RandomGenerator random, int depth)
      throws Exception {
    switch (random.nextInt(depth > 3 ? 6 : 8)) {
      case 0 -> packer.packNil();
      case 1 -> packer.packBoolean(random.nextBoolean());
      case 2 -> packer.packLong(random.nextLong() >> random.nextInt(64));
      case 3 -> packer.packDouble(random.nextDouble() * Math.pow(10, random.nextInt(40) - 20));
      case 4, 5 -> packer.packString(text(random));
      case 6 -> {
        int count = random.nextInt(20);
        packer.packArrayHeader(count);
        for (int i = 0; i < count; i++) {
          randomValue(packer, random, depth + 1);
        }
      }
      default -> {
        int count = random.nextInt(20);
        packer.packMapHeader(count);
        for (int i = 0; i < count; i++) {
          packer.packString("n" + i);
          randomValue(packer, random, depth + 1);
        }
      }
    }
  }

  private static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(60);
    for (int i = 0; i < length; i++) {
      int kind = random.nextInt(12);
      int point =
          kind == 0
              ? random.nextInt(0x20)
              : kind == 1
                  ? 0x80 + random.nextInt(0xd000)
                  : kind == 2 ? 0x1f600 : 0x20 + random.nextInt(0x60);
      text.appendCodePoint(point);
    }
    return text.toString();
  }
}
