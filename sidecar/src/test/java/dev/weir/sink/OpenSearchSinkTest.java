package dev.weir.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Lab;
import dev.weir.units.ByteSize;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class OpenSearchSinkTest extends SinkOnLab {
  OpenSearchSinkTest(Lab lab) {
    super(lab);
  }

  @Test
  void createsEachDocumentOnce() throws Exception {
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-once", 0, 1000);
    }

    outcomes.await(1000);

    assertEquals(1000, outcomes.count(Delivery.CREATED));
    rest.assertCount(1000, "weir-once");
    assertTrue(sink.isReachable());
  }

  @Test
  void reportsWhatIsAlreadyThere() throws Exception {
    Outcomes again = new Outcomes();
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-twice", 0, 10);
    }
    outcomes.await(10);

    try (DocumentBatch batch = sink.batch(again)) {
      Sinks.writeMany(batch, "weir-twice", 0, 20);
    }
    again.await(20);

    assertEquals(10, again.count(Delivery.ALREADY_THERE));
    assertEquals(10, again.count(Delivery.CREATED));
    rest.assertCount(20, "weir-twice");
  }

  @Test
  void drainsBeforeItCloses() throws Exception {
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-drained", 0, 5000);
    }

    sink.close();

    outcomes.await(5000);
    assertEquals(5000, outcomes.count(Delivery.CREATED));
  }

  @Test
  void compressesRequestsWhenTold() throws Exception {
    SinkSetup compressing =
        Sinks.settings(rest.endpoint()).withoutTemplates().withSenders(1, /* gzip= */ true);
    try (WholeSink gzip = new WholeSink(compressing, observed, Clock.systemUTC())) {
      gzip.start();
      try (DocumentBatch batch = gzip.batch(outcomes)) {
        Sinks.writeMany(batch, "weir-gzip", 0, 1000);
      }
      outcomes.await(1000);
    }

    assertEquals(1000, outcomes.count(Delivery.CREATED));
    rest.assertCount(1000, "weir-gzip");
  }

  @Test
  void splitsWhatDoesNotFitIntoOneRequest() throws Exception {
    SinkSetup small = Sinks.settings(rest.endpoint()).withBulk(ByteSize.ofKiB(32));
    try (WholeSink splitting = new WholeSink(small, observed, Clock.systemUTC())) {
      splitting.start();
      try (DocumentBatch batch = splitting.batch(outcomes)) {
        Sinks.writeMany(batch, "weir-split", 0, 2000);
        Sinks.write(batch, "weir-split", "big", 2000, "{\"t\":\"" + "x".repeat(50_000) + "\"}");
        Sinks.writeStamped(batch, "weir-split", "stamped", 2001);
      }
      outcomes.await(2002);
    }

    rest.assertCount(2002, "weir-split");
    assertTrue(observed.bulks.get() >= 4, observed.bulks + " requests");
    assertTrue(!rest.get("/weir-split/_source/stamped").contains("2000-01-01"));
  }
}
