package dev.weir.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.ObjectVersion;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.opensearch.Rest;
import dev.weir.sink.Sinks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LabExtension.class)
class LedgerIndexTest {
  private final Rest rest;
  private final WholeLedger lines;

  LedgerIndexTest(Lab lab) {
    rest = new Rest(lab.openSearch().endpoint());
    lines = new WholeLedger(Sinks.settings(rest.endpoint()));
    lines.start();
  }

  @AfterEach
  void close() {
    lines.close();
  }

  @Test
  void writesALineInPlaceOfAnEarlierOne() throws Exception {
    ObjectVersion object = new ObjectVersion("bucket", "a/key", "v-ledger");
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);

    lines.index.write(ledger(object, 1), first::countDown, () -> {});
    assertTrue(first.await(20, TimeUnit.SECONDS));
    lines.index.write(ledger(object, 2), written::countDown, () -> {});
    assertTrue(written.await(20, TimeUnit.SECONDS));

    rest.post("/weir-ledger/_refresh");
    String found = rest.get("/weir-ledger/_search?q=version:v-ledger");
    assertTrue(found.contains("\"total\":{\"value\":1,"), found);
    assertTrue(found.contains("\"attempts\":2"), found);
    assertEquals(2, lines.written.get());
  }

  private static LedgerDocument ledger(ObjectVersion object, int attempts) {
    return new LedgerDocument(
        object,
        1234,
        "aws.waf",
        10,
        new TreeMap<>(Map.of("indexed", 9L, "filtered.sampled", 1L)),
        Instant.parse("2026-11-21T00:00:00Z"),
        null,
        attempts,
        Duration.ofMillis(1500),
        List.of(),
        0,
        0);
  }
}
