package dev.weir.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.letters.DeadLetterForm;
import dev.weir.opensearch.StubOpenSearch;
import dev.weir.units.ByteSize;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writers wait while the sink holds as much as it may. */
@Timeout(60)
final class QueueBoundTest {
  private static final int BULK = 32 << 10;

  /** Two requests for each of two senders, the least there is. */
  private static final long BOUND = 4L * BULK;

  private static final int WRITERS = 4;
  private static final int DOCUMENTS = 500;

  private final Observed observed = new Observed();
  private final Outcomes outcomes = new Outcomes();
  private final StubOpenSearch server = new StubOpenSearch();
  private final WholeSink sink;
  private final List<DocumentBatch> batches = new ArrayList<>();
  private final List<Thread> writers = new ArrayList<>();
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicLong most = new AtomicLong();

  QueueBoundTest() throws IOException {
    SinkSetup small =
        Sinks.settings(server.endpoint())
            .withoutTemplates()
            .withBulk(new ByteSize(BULK))
            .withDrain(Duration.ofMillis(200))
            .withQueue(new ByteSize(0));
    assertEquals(new ByteSize(BOUND), small.sink().queueBytes());
    sink = new WholeSink(small, observed, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    sink.close();
    server.close();
    assertEquals(0, observed.inFlight.get());
  }

  @Test
  void holdsNoMoreThanTheBoundAndWritesAllOfItLater() throws Exception {
    server.overload(true);
    sink.start();
    startWriters();
    awaitFull();
    int writtenWhileHeld = written.get();

    server.overload(false);
    joinWriters();
    outcomes.await(WRITERS * DOCUMENTS);

    assertTrue(writtenWhileHeld < WRITERS * DOCUMENTS, writtenWhileHeld + " written");
    assertTrue(most.get() <= BOUND + (long) WRITERS * BULK, most + " bytes");
    assertEquals(WRITERS * DOCUMENTS, outcomes.count(Delivery.CREATED));
  }

  @Test
  void letsWritersOfCancelledBatchesEnd() throws Exception {
    server.overload(true);
    sink.start();
    startWriters();
    awaitFull();

    batches.forEach(DocumentBatch::cancel);
    joinWriters();
    outcomes.await(WRITERS * DOCUMENTS);

    assertEquals(WRITERS * DOCUMENTS, outcomes.count(Delivery.CANCELLED));
  }

  @Test
  void letsWritersEndWhenTheSinkCloses() throws Exception {
    server.overload(true);
    sink.start();
    startWriters();
    awaitFull();

    sink.close();
    joinWriters();

    outcomes.await(WRITERS * DOCUMENTS);
    assertEquals(WRITERS * DOCUMENTS, outcomes.count(Delivery.CANCELLED));
  }

  @Test
  void letsInterruptedWritersEnd() throws Exception {
    server.overload(true);
    sink.start();
    startWriters();
    awaitFull();

    writers.forEach(Thread::interrupt);
    joinWriters();
    server.overload(false);

    outcomes.await(WRITERS * DOCUMENTS);
    assertEquals(WRITERS * DOCUMENTS, outcomes.count(Delivery.CREATED));
  }

  @Test
  void keepsNeitherReplacingDocumentsNorDeadLettersWaiting() throws Exception {
    server.overload(true);
    sink.start();
    startWriters();
    awaitFull();
    CountDownLatch durable = new CountDownLatch(1);

    replace(durable::countDown, () -> {});
    try (DocumentBatch batch = sink.batch(new Outcomes())) {
      batch.end(
          batchToken(batch),
          -1,
          ItemKind.DEAD_LETTER,
          new Delivery.DeadLettered("reason", "sink", true));
    }
    server.overload(false);

    assertTrue(durable.await(20, TimeUnit.SECONDS));
    joinWriters();
    outcomes.await(WRITERS * DOCUMENTS);
  }

  @Test
  void tellsOfAReplacingDocumentThatItGaveUp() {
    server.overload(true);
    sink.start();
    AtomicInteger durable = new AtomicInteger();
    AtomicInteger givenUp = new AtomicInteger();
    replace(durable::incrementAndGet, givenUp::incrementAndGet);

    sink.close();
    replace(durable::incrementAndGet, givenUp::incrementAndGet);

    assertEquals(0, durable.get());
    assertEquals(2, givenUp.get());
  }

  /** The server's answer to a probe tells nothing, so only the documents beside it do. */
  @Test
  void believesAnIndexThatTookAnotherDocumentOfTheRequest() throws Exception {
    sink.start();
    Outcomes suspect = new Outcomes();
    try (DocumentBatch batch = sink.batch(suspect)) {
      Sinks.write(batch, "weir-mixed", "bad", 0, "{}");
    }

    for (int token = 0; suspect.size() == 0 && token < 5000; token++) {
      try (DocumentBatch batch = sink.batch(outcomes)) {
        Sinks.write(batch, "weir-mixed", "good" + token, token, "{}");
      }
      outcomes.await(token + 1);
    }

    suspect.await(1);
    assertTrue(suspect.of(0) instanceof Delivery.DeadLettered, suspect.of(0).toString());
  }

  @Test
  void isNotReachableOnceEachSenderDied() throws Exception {
    SinkObserver fatal = new Dying();
    WholeSink dying = new WholeSink(Sinks.settings(server.endpoint()).withoutTemplates(), fatal);
    dying.start();
    boolean before = dying.isReachable();
    DocumentBatch batch = dying.batch(outcomes);
    Sinks.writeMany(batch, "weir-dying", 0, 3);

    batch.close();
    Eventually.until(() -> !dying.isReachable(), () -> "still reachable");
    dying.close();

    assertTrue(before);
    assertFalse(dying.isReachable());
    outcomes.await(3);
    assertEquals(3, outcomes.count(Delivery.CANCELLED));
  }

  private static int batchToken(DocumentBatch batch) {
    batch.begin(DeadLetterForm.INDEX, Sinks.bytes("letter")).ascii("{}");
    return 0;
  }

  private void startWriters() {
    for (int writer = 0; writer < WRITERS; writer++) {
      int from = writer * DOCUMENTS;
      DocumentBatch batch = sink.batch(outcomes);
      batches.add(batch);
      writers.add(Thread.ofVirtual().start(() -> write(batch, from)));
    }
  }

  private void write(DocumentBatch batch, int from) {
    String text = "{\"t\":\"" + "x".repeat(900) + "\"}";
    try (batch) {
      for (int token = from; token < from + DOCUMENTS; token++) {
        Sinks.write(batch, "weir-bound", "id" + token, token, text);
        written.incrementAndGet();
        most.accumulateAndGet(observed.inFlight.get(), Math::max);
      }
    }
  }

  private void awaitFull() throws InterruptedException {
    Eventually.until(
        () -> writers.stream().allMatch(QueueBoundTest::waits), () -> written + " written");
  }

  private static boolean waits(Thread writer) {
    return writer.getState() == Thread.State.WAITING;
  }

  private void joinWriters() throws InterruptedException {
    for (Thread writer : writers) {
      assertTrue(writer.join(Duration.ofSeconds(30)), "a writer still waits");
    }
  }

  private void replace(Runnable durable, Runnable givenUp) {
    sink.sink()
        .replace(
            Sinks.bytes("weir-ledger"),
            Sinks.bytes("line"),
            out -> out.ascii("{}"),
            durable,
            givenUp);
  }
}
