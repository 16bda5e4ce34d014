package dev.weir.source;

import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.account.StampKind;
import dev.weir.account.StampReader;
import dev.weir.source.decompress.DecompressionLimits;
import dev.weir.source.frame.ChunkIds;
import dev.weir.source.frame.FrameLimits;
import dev.weir.source.send.ReceivedEntry;
import dev.weir.source.send.ReceivedFrame;
import dev.weir.type.LogTypes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the frames of one object hold, without their trailers.
 *
 * @param count what reading came to
 */
record ReadEntries(List<Entry> entries, ObjectCount count) {
  private static final StampKey KEY = StampKey.fromSecret(new byte[] {1, 2, 3});

  /** One entry; {@code kind} is that of its stamp. */
  record Entry(String tag, StampKind kind, long ordinal, ReceivedEntry entry) {
    /** A text of it; empty if it has none of that name. */
    String text(String name) {
      return entry.has(name) ? entry.text(name) : "";
    }

    byte[] line() {
      return entry.value("message").asRawValue().asByteArray();
    }
  }

  static ReadEntries of(byte[] object, PartTypes known) throws Exception {
    List<Entry> entries = new ArrayList<>();
    StampReader stamps = new StampReader(KEY);
    ObjectCount count =
        new FrameReader(
                FrameLimits.DEFAULT,
                DecompressionLimits.DEFAULT,
                LogTypes.shipped(),
                KEY,
                new ChunkIds(new SecureRandom()))
            .read(
                ObjectVersion.of("b", "k", "1"),
                Instant.parse("2026-11-20T00:00:00Z"),
                new ByteArrayInputStream(object),
                object.length,
                known,
                type ->
                    frame -> {
                      ReceivedFrame received = ReceivedFrame.of(frame.message(), frame.length());
                      for (ReceivedEntry entry : received.entries()) {
                        byte[] stamp = entry.stamp();
                        if (!stamps.read(stamp, 0, stamp.length)) {
                          throw new AssertionError("a stamp that does not verify");
                        }
                        if (stamps.kind() != StampKind.TRAILER) {
                          entries.add(
                              new Entry(received.tag(), stamps.kind(), stamps.ordinal(), entry));
                        }
                      }
                    });
    return new ReadEntries(entries, count);
  }

  /** Tag, member and line, or the reason and kind of what stands in its place. */
  List<String> lines() {
    return entries.stream().map(ReadEntries::line).toList();
  }

  private static String line(Entry each) {
    boolean record = each.kind() == StampKind.RECORD;
    String member = record ? each.text("_part") : each.text("member");
    String what =
        record
            ? new String(each.line(), StandardCharsets.UTF_8)
            : "! " + each.text("reason") + " " + each.text("kind");
    return each.tag() + " " + member + ": " + what;
  }
}
