package dev.weir.enrich.threat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.enrich.Enriched;
import dev.weir.enrich.Subject;
import dev.weir.event.Records;
import dev.weir.feed.KeptList;
import dev.weir.feed.ListRoom;
import dev.weir.feed.ReadList;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A list of a million entries: what it keeps of the heap, and how long a look-up takes. */
class MillionIndicatorsTest {
  private static final int MILLION = 1_000_000;
  private static final long MOST_BYTES = 128L << 20;
  private static final int LOOKUPS = 1_000_000;
  private static final int VALUES = 1 << 14;

  @Test
  void aMillionEntriesTakeLittleSpaceAndTime() throws Exception {
    byte[] text = text();
    long before = used();
    ReadList<Indicators> list =
        new IndicatorLists(2 * MILLION, null)
            .text()
            .read(new ByteArrayInputStream(text), ListRoom.ofHeap());
    long retained = used() - before;
    // Used here, so that it was there when the heap was measured for the second time.
    assertTrue(text.length > MILLION);

    assertEquals(MILLION, list.entries(), () -> "skipped " + list.skipped());
    System.out.printf("a million entries: %.1f MiB%n", retained / (double) (1 << 20));
    assertTrue(retained < MOST_BYTES, retained + " bytes");

    Enriched counted = new Enriched();
    ThreatEnricher threat =
        new ThreatEnricher(
            List.of(new ThreatList(KeptList.of(list.content()), null, counted.tally("threat"))));
    long address = nanos(threat, "source.ip", i -> "81." + i % 251 + "." + i % 241 + "." + i % 239);
    long domain = nanos(threat, "url.domain", i -> "www.host" + i + ".example");
    System.out.println("a look-up: address " + address + " ns, domain " + domain + " ns");
    assertTrue(address < 1000, address + " ns");
    assertTrue(domain < 1000, domain + " ns");
  }

  /** Half of them addresses, a fifth prefixes, the others domains. */
  private static byte[] text() {
    Random random = new Random(11);
    StringBuilder text = new StringBuilder(24 << 20);
    for (int i = 0; i < MILLION; i++) {
      int bits = random.nextInt();
      String address =
          (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
      switch (i % 10) {
        case 0, 1, 2, 3, 4 -> text.append(address).append('\n');
        case 5, 6 -> text.append(address).append('/').append(16 + random.nextInt(16)).append('\n');
        default -> text.append("bad").append(i).append(".host").append(bits).append(".example\n");
      }
    }
    return text.toString().replace("host-", "host").getBytes(StandardCharsets.US_ASCII);
  }

  private interface Value {
    String of(int i);
  }

  /** The processor's time for one look-up: the machine may be busy with something else. */
  private static long nanos(ThreatEnricher threat, String field, Value value) throws Exception {
    EcsField asked = EcsSchema.get().field(field);
    EcsField found = EcsSchema.get().field("threat.feed.name");
    EcsFields fields = Enriched.fields();
    Subject subject = new Subject(fields, Records.event(Map.of()));
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; values.size() < VALUES; i++) {
      byte[] text = value.of(i * 7919 & 0xff_ffff).getBytes(StandardCharsets.US_ASCII);
      look(threat, subject, asked, text);
      if (!fields.has(found)) {
        // A match writes to the document, which is more than a look-up.
        values.add(text);
      }
    }
    for (int i = 0; i < LOOKUPS / 2; i++) {
      look(threat, subject, asked, values.get(i & (VALUES - 1)));
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long began = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < LOOKUPS; i++) {
      look(threat, subject, asked, values.get(i & (VALUES - 1)));
    }
    return (threads.getCurrentThreadCpuTime() - began) / LOOKUPS;
  }

  private static void look(ThreatEnricher threat, Subject subject, EcsField field, byte[] text) {
    subject.fields().clear();
    subject.fields().set(field, text, 0, text.length);
    threat.enrich(subject);
  }

  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
