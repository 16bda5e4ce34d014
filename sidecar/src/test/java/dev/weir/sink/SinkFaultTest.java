package dev.weir.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.opensearch.HoldReason;
import dev.weir.opensearch.Rest;
import dev.weir.opensearch.TcpProxy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Answers that get lost, and a server that goes away. */
@ExtendWith(LabExtension.class)
class SinkFaultTest {
  private final Observed observed = new Observed();
  private final Outcomes outcomes = new Outcomes();
  private final Lab lab;
  private final Rest rest;
  private final TcpProxy proxy;
  private final WholeSink sink;

  SinkFaultTest(Lab lab) throws IOException {
    this.lab = lab;
    rest = new Rest(lab.openSearch().endpoint());
    proxy = new TcpProxy(rest.endpoint());
    sink = new WholeSink(Sinks.settings(proxy.endpoint()), observed, Clock.systemUTC());
  }

  @AfterEach
  void close() throws IOException {
    sink.close();
    proxy.close();
    if (!lab.openSearch().isRunning()) {
      lab.openSearch().restart();
    }
    assertEquals(0, observed.inFlight.get());
  }

  @Test
  void countsADocumentAsCreatedWhenTheFirstAnswerWasLost() throws Exception {
    sink.start();
    proxy.loseAnswers(2);

    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-lost-answer", 0, 100);
    }
    outcomes.await(100);

    assertEquals(2, proxy.lost());
    assertEquals(100, outcomes.count(Delivery.CREATED));
    rest.assertCount(100, "weir-lost-answer");
  }

  @Test
  void sendsAgainWhenAnAnswerIsCut() throws Exception {
    sink.start();
    proxy.cutAnswers(1);

    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-cut-answer", 0, 100);
    }
    outcomes.await(100);

    assertEquals(1, proxy.lost());
    assertEquals(100, outcomes.count(Delivery.CREATED));
    rest.assertCount(100, "weir-cut-answer");
  }

  @Test
  void stampsTheTimeOfTheLastSending() throws Exception {
    Instant[] now = {Instant.parse("2026-11-21T02:00:00.001Z")};
    Clock steps =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public synchronized Instant instant() {
            now[0] = now[0].plusSeconds(1);
            return now[0];
          }
        };
    rest.put("/weir-stamped", "");
    rest.put("/weir-stamped/_settings", "{\"index.blocks.write\":true}");
    try (WholeSink stepping = new WholeSink(Sinks.settings(rest.endpoint()), observed, steps)) {
      stepping.start();
      try (DocumentBatch batch = stepping.batch(outcomes)) {
        Sinks.writeStamped(batch, "weir-stamped-first", "first", 0);
        Sinks.writeStamped(batch, "weir-stamped", "second", 1);
      }
      Eventually.until(() -> observed.retried.get() >= 2, () -> "retries");
      rest.put("/weir-stamped/_settings", "{\"index.blocks.write\":null}");
      outcomes.await(2);
    }

    Instant first = ingested("/weir-stamped-first/_source/first");
    Instant second = ingested("/weir-stamped/_source/second");
    assertTrue(first.isBefore(second), first + " and " + second);
    assertTrue(first.isAfter(Instant.parse("2026-11-21T02:00:00Z")), first.toString());
  }

  @Test
  void losesNothingAndRepeatsNothingWhenTheServerIsKilled() throws Exception {
    sink.start();
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger written = new AtomicInteger();
    Thread writer = Thread.ofVirtual().start(() -> writeUntil(enough, written));
    Eventually.until(() -> outcomes.size() > 2000, () -> outcomes.size() + " written");

    lab.openSearch().kill();
    Eventually.until(() -> observed.held(HoldReason.UNREACHABLE) > 0, () -> "" + observed.holds());
    assertFalse(sink.isReachable());
    lab.openSearch().restart();
    int soFar = written.get();
    Eventually.until(() -> outcomes.size() > soFar + 2000, () -> outcomes.size() + " written");
    enough.set(true);
    writer.join();
    outcomes.await(written.get());

    assertEquals(written.get(), outcomes.count(Delivery.CREATED));
    rest.assertCount(written.get(), "weir-killed");
    assertTrue(sink.isReachable());
  }

  /** Keeps some thousand documents on their way. */
  private void writeUntil(AtomicBoolean enough, AtomicInteger written) {
    while (!enough.get()) {
      int from = written.get();
      try (DocumentBatch batch = sink.batch(outcomes)) {
        Sinks.writeMany(batch, "weir-killed", from, from + 500);
      }
      written.set(from + 500);
      Eventually.until(() -> outcomes.size() > from - 3000, () -> "stuck");
    }
  }

  @Test
  void startsWithoutTheServerAndHolds() throws Exception {
    lab.openSearch().stop();
    sink.start();
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-early", 0, 10);
    }
    assertFalse(sink.isReachable());

    lab.openSearch().restart();
    outcomes.await(10);

    assertEquals(10, outcomes.count(Delivery.CREATED));
    assertTrue(sink.isReachable());
  }

  @Test
  void givesUpAtTheDeadlineOfItsClosing() throws Exception {
    SinkSetup hasty = Sinks.settings(rest.endpoint()).withDrain(Duration.ofMillis(200));
    rest.put("/weir-given-up", "");
    rest.put("/weir-given-up/_settings", "{\"index.blocks.write\":true}");
    WholeSink closing = new WholeSink(hasty, observed, Clock.systemUTC());
    closing.start();
    try (DocumentBatch batch = closing.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-given-up", 0, 10);
    }
    Eventually.until(() -> observed.held(HoldReason.BLOCKED) == 10, () -> "" + observed.holds());

    closing.close();

    assertEquals(10, outcomes.count(Delivery.CANCELLED));
    rest.delete("/weir-given-up");
  }

  private Instant ingested(String path) throws Exception {
    String source = rest.get(path);
    int at = source.indexOf("2026-");
    return Instant.parse(source.substring(at, at + 24));
  }
}
