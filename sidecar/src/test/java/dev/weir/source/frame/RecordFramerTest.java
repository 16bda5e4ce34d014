package dev.weir.source.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.account.StampKind;
import dev.weir.account.StampReader;
import dev.weir.source.send.ReceivedEntry;
import dev.weir.source.send.ReceivedFrame;
import dev.weir.source.split.Slice;
import dev.weir.source.split.SlidingWindow;
import dev.weir.source.split.Splitter;
import dev.weir.source.split.Splitters;
import dev.weir.source.split.UnsendableReason;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.units.ByteSize;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordFramerTest {
  private static final StampKey KEY = StampKey.fromSecret(new byte[] {1, 2, 3});
  private static final ObjectVersion OBJECT =
      new ObjectVersion("bucket", "a/key with/släshes.json", "v1");
  private static final long MODIFIED = 1_767_225_600L;

  private final List<SealedFrame> sealed = new ArrayList<>();

  @Test
  void stampsEveryRecordAndEndsEveryFrameWithItsTrailer() throws Exception {
    RecordFramer framer = frame("json", line(500).repeat(5000), FrameLimits.DEFAULT);

    List<ReceivedFrame> frames = received();
    assertTrue(frames.size() >= 3, "frames: " + frames.size());
    assertEquals(5000, framer.records());
    StampReader stamps = new StampReader(KEY);
    long ordinal = 0;
    Set<String> chunks = new HashSet<>();
    for (ReceivedFrame frame : frames) {
      assertEquals("s3.json", frame.tag());
      assertTrue(chunks.add(frame.chunk()));
      assertTrue(frame.bytes() <= 1 << 20, "bytes: " + frame.bytes());
      assertEquals(frame.entries().size(), frame.size());
      int count = frame.size() - 1;
      for (int i = 0; i <= count; i++) {
        ReceivedEntry entry = frame.entries().get(i);
        byte[] stamp = entry.stamp();
        assertTrue(stamps.read(stamp, 0, stamp.length));
        assertEquals(OBJECT, stamps.frame().object());
        assertEquals(count, stamps.frame().count());
        assertEquals(ordinal - i, stamps.frame().first() + i - i);
        assertEquals(MODIFIED, stamps.frame().lastModifiedSeconds());
        assertEquals(MODIFIED, entry.seconds());
        assertEquals(i == count ? StampKind.TRAILER : StampKind.RECORD, stamps.kind());
        assertEquals(ordinal, stamps.ordinal());
        if (i < count) {
          ordinal++;
        } else {
          assertEquals(1, entry.map().size());
        }
      }
    }
    assertEquals(5000, ordinal);
  }

  @Test
  void putsTheStampLastBehindTheRecordsOwnFields() throws Exception {
    frame("json", "{\"z\":1,\"a\":{\"b\":2},\"_weir\":\"forged\"}\n", FrameLimits.DEFAULT);

    ReceivedEntry entry = received().getFirst().entries().getFirst();
    assertEquals(
        List.of("z", "a", "native._weir", "_weir"),
        entry.map().keySet().stream().map(name -> name.asStringValue().asString()).toList());
    assertEquals("forged", entry.text("native._weir"));
  }

  @Test
  void sendsALargeRecordAlone() throws Exception {
    frame("json", line(100) + line(3_000_000) + line(100), FrameLimits.DEFAULT);

    assertEquals(List.of(2, 2, 2), received().stream().map(ReceivedFrame::size).toList());
  }

  @Test
  void putsADeadLetterInThePlaceOfWhatIsNoRecord() throws Exception {
    String broken = "{\"a\":" + "x".repeat(40_000);
    String deep = "[".repeat(200) + "]".repeat(200);

    RecordFramer framer =
        frame(
            "json",
            "{\"a\":1}\n"
                + broken
                + "\n"
                + deep.replace("[", "{\"a\":[").replace("]", "]}")
                + "\n{\"b\":2}\n{\"c\"",
            FrameLimits.DEFAULT);

    List<ReceivedEntry> entries = received().getFirst().entries();
    StampReader stamps = new StampReader(KEY);
    byte[] stamp = entries.get(1).stamp();
    assertTrue(stamps.read(stamp, 0, stamp.length));
    assertEquals(StampKind.DEAD_LETTER, stamps.kind());
    assertEquals(1, stamps.ordinal());
    assertEquals("malformed_json", entries.get(1).text("reason"));
    assertEquals(8, entries.get(1).value("position").asIntegerValue().asInt());
    assertEquals(broken.length(), entries.get(1).value("bytes").asIntegerValue().asInt());
    assertEquals(32 * 1024, entries.get(1).value("body").asBinaryValue().asByteArray().length);
    assertEquals("too_deep", entries.get(2).text("reason"));
    assertEquals(2, entries.get(3).value("b").asIntegerValue().asInt());
    assertEquals("truncated", entries.get(4).text("reason"));
    assertEquals(
        Map.of(
            UnsendableReason.MALFORMED_JSON, 1L,
            UnsendableReason.TOO_DEEP, 1L,
            UnsendableReason.TRUNCATED, 1L),
        framer.unsendable());
    assertEquals(5, framer.records());
  }

  @Test
  void takesSeveralValuesOfOneLine() throws Exception {
    frame("json", "{\"a\":1}\n{\"b\":2} {\"c\":3}\n12 monkeys\n", FrameLimits.DEFAULT);

    List<ReceivedEntry> entries = received().getFirst().entries();
    assertEquals(3, entries.get(2).value("c").asIntegerValue().asInt());
    assertEquals("malformed_json", entries.get(3).text("reason"));
    assertEquals(
        "12 monkeys",
        new String(
            entries.get(3).value("body").asBinaryValue().asByteArray(), StandardCharsets.UTF_8));
    assertEquals(5, entries.size());
  }

  @Test
  void wrapsLinesOfText() throws Exception {
    frame("text", "first\nsecond", FrameLimits.DEFAULT);

    assertEquals("second", received().getFirst().entries().get(1).text("message"));
    assertEquals("s3.text", received().getFirst().tag());
  }

  @Test
  void refusesWhatGrowsTooLargeAsMessagePack() throws Exception {
    FrameLimits limits =
        new FrameLimits(
            ByteSize.ofKiB(64), ByteSize.ofKiB(64), ByteSize.ofKiB(128), 100, GrowthLimits.DEFAULT);

    frame(
        "json",
        "[" + "1e5,".repeat(16_000) + "1]\n{\"a\":1}\n{\"b\":[" + "1e5,".repeat(16_000) + "1]}\n",
        limits);

    List<ReceivedEntry> entries =
        received().stream().flatMap(frame -> frame.entries().stream()).toList();
    assertFalse(entries.isEmpty());
    assertTrue(
        entries.stream()
            .anyMatch(
                entry -> entry.has("reason") && entry.text("reason").equals("record_over_cap")));
  }

  @Test
  void sendsNothingForNothing() throws Exception {
    RecordFramer framer = frame("json", "", FrameLimits.DEFAULT);

    assertEquals(0, framer.records());
    assertTrue(sealed.isEmpty());
  }

  private static String line(int bytes) {
    return "{\"text\":\"" + "x".repeat(bytes) + "\"}\n";
  }

  private RecordFramer frame(String typeName, String content, FrameLimits limits) throws Exception {
    LogType type = Objects.requireNonNull(LogTypes.shipped().named(typeName));
    RecordFramer framer =
        new RecordFramer(
            type,
            OBJECT,
            MODIFIED,
            KEY,
            StampKind.RECORD,
            new ChunkIds(new SecureRandom()),
            limits,
            new ObjectTotal(content.length(), limits.growth()),
            sealed::add);
    int cap = limits.record().toIntExact();
    SlidingWindow window =
        new SlidingWindow(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), cap);
    Splitter splitter = Splitters.open(type.splitFormat(), window, cap);
    Slice slice = new Slice();
    while (splitter.next(slice) && framer.add(slice)) {
      // To the end.
    }
    framer.end();
    return framer;
  }

  private List<ReceivedFrame> received() {
    return sealed.stream().map(frame -> ReceivedFrame.of(frame.message(), frame.length())).toList();
  }
}
