package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.weir.account.StampKey;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.MalformedChunkException;
import dev.weir.decode.BrokenBytes;
import dev.weir.decode.RecordReader;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.msgpack.MsgpackException;
import dev.weir.units.ByteSize;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Whatever a peer sends as a forward message is refused with a reason, or read to its end into
 * documents that are JSON; in the same way however it is cut on its way.
 */
class ForwardDecoderFuzzTest {
  private static final ForwardLimits LIMITS =
      new ForwardLimits(
          ByteSize.ofMiB(16), ByteSize.ofMiB(1), ByteSize.ofMiB(2), ByteSize.ofMiB(2), 100, 4, 10);
  private static final int MOST_BYTES = 64 << 10;

  private final Slots slots = new Slots(LIMITS, System::nanoTime);
  private final MessageScanner scanner = new MessageScanner(LIMITS.frame().toIntExact());
  private final LogEvent event = new LogEvent(new ReservedNames(List.of("weir", "native")));
  private final RecordReader records = new RecordReader(event, StampKey.fromSecret(new byte[32]));
  private final JsonBuffer json = new JsonBuffer(1 << 10);
  private final JsonFactory factory = new JsonFactory();

  @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
  void readsOrRefusesEveryMessage(byte[] data) throws IOException, InterruptedException {
    if (data.length == 0 || data.length > MOST_BYTES) {
      return;
    }
    Optional<ChunkRefusal> whole = scan(data, data.length);
    Optional<ChunkRefusal> pieces = scan(data, 1 + (data[data.length - 1] & 0x1f));
    assertEquals(whole, pieces);
    if (whole.isEmpty() && scanner.elements() > 0 && isComplete(data)) {
      read(data);
    }
  }

  private boolean isComplete(byte[] data) {
    scanner.reset();
    try {
      return scanner.scan(data, data.length);
    } catch (MalformedChunkException e) {
      return false;
    }
  }

  private Optional<ChunkRefusal> scan(byte[] data, int piece) {
    scanner.reset();
    try {
      for (int to = Math.min(piece, data.length); ; to = Math.min(data.length, to + piece)) {
        if (scanner.scan(data, to) || to == data.length) {
          return Optional.empty();
        }
      }
    } catch (MalformedChunkException e) {
      return Optional.of(e.reason());
    }
  }

  private void read(byte[] data) throws IOException, InterruptedException {
    Lease lease = Lease.acquire(slots, new Peer("fuzz"), scanner.end());
    try {
      byte[] wire = lease.wire(0, scanner.end());
      System.arraycopy(data, 0, wire, 0, scanner.end());
      Message message = Message.read(wire, scanner);
      if (message.options().signal() == 0) {
        documents(Entries.of(message, wire, lease, LIMITS));
      }
    } catch (MalformedChunkException refused) {
      assertTrue(refused.offset() >= 0, refused.reason()::label);
    } finally {
      lease.release();
    }
    assertEquals(slots.standardSlots(), slots.freeSlots(), "memory was kept");
  }

  private void documents(Entries entries) throws IOException {
    records.reset(entries.bytes(), entries.from(), entries.to());
    try {
      while (records.next()) {
        if (records.isReadable()) {
          json.clear();
          event.writeTo(json);
          json.raw('}');
          assertIsJson();
        }
      }
    } catch (MsgpackException refused) {
      assertTrue(refused.offset() >= entries.from() && refused.offset() <= entries.to());
      salvage(entries);
    }
  }

  /** What is sound and what is broken follow each other up to the end; nothing is in both. */
  private void salvage(Entries entries) {
    records.reset(entries.bytes(), entries.from(), entries.to());
    int at = entries.from();
    boolean more = true;
    while (more) {
      more = records.nextSound();
      BrokenBytes broken = records.broken();
      if (broken != null) {
        assertTrue(broken.from() >= at && broken.to() > broken.from(), broken::toString);
        at = broken.to();
      }
      if (more) {
        assertTrue(records.entryFrom() >= at && records.entryTo() > records.entryFrom());
        at = records.entryTo();
      }
    }
    assertTrue(at <= entries.to());
  }

  private void assertIsJson() throws IOException {
    try (JsonParser parser = factory.createParser(json.bytes(), 0, json.size())) {
      while (parser.nextToken() != null) {
        // To its end.
      }
    }
  }
}
