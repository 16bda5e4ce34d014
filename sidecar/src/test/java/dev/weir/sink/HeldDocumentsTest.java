package dev.weir.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.opensearch.HoldReason;
import org.junit.jupiter.api.Test;

class HeldDocumentsTest extends SinkOnLab {
  HeldDocumentsTest(Lab lab) {
    super(lab);
  }

  @Test
  void holdsDocumentsWhileTheIndexIsBlocked() throws Exception {
    rest.put("/weir-blocked", "");
    rest.put("/weir-blocked/_settings", "{\"index.blocks.write\":true}");
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-blocked", 0, 10);
      Sinks.write(batch, "weir-unblocked", "u", 10, "{}");
    }
    Eventually.until(() -> observed.held(HoldReason.BLOCKED) == 10, () -> "" + observed.holds());
    Eventually.until(() -> outcomes.size() == 1, () -> "the other index waits too");

    rest.put("/weir-blocked/_settings", "{\"index.blocks.write\":null}");
    outcomes.await(11);

    assertEquals(11, outcomes.count(Delivery.CREATED));
    rest.assertCount(10, "weir-blocked");
  }

  @Test
  void holdsDocumentsWhileADiskIsFull() throws Exception {
    rest.put("/weir-flooded", "");
    rest.put("/weir-flooded/_settings", "{\"index.blocks.read_only_allow_delete\":true}");
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-flooded", 0, 10);
    }
    Eventually.until(() -> observed.held(HoldReason.BLOCKED) == 10, () -> "" + observed.holds());

    rest.put("/weir-flooded/_settings", "{\"index.blocks.read_only_allow_delete\":null}");
    outcomes.await(10);

    assertEquals(10, outcomes.count(Delivery.CREATED));
  }

  @Test
  void holdsDocumentsWhileTheIndexIsClosed() throws Exception {
    rest.put("/weir-closed", "");
    rest.post("/weir-closed/_close");
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-closed", 0, 10);
    }
    Eventually.until(
        () -> observed.held(HoldReason.INDEX_CLOSED) == 10, () -> "" + observed.holds());

    rest.post("/weir-closed/_open");
    outcomes.await(10);

    assertEquals(10, outcomes.count(Delivery.CREATED));
  }

  @Test
  void holdsDocumentsAtTheLimitOfShards() throws Exception {
    rest.put("/_cluster/settings", "{\"transient\":{\"cluster.max_shards_per_node\":1}}");
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-one-shard-more", 0, 10);
    }
    Eventually.until(() -> observed.held(HoldReason.LIMIT) == 10, () -> "" + observed.holds());

    rest.put("/_cluster/settings", "{\"transient\":{\"cluster.max_shards_per_node\":null}}");
    outcomes.await(10);

    assertEquals(10, outcomes.count(Delivery.CREATED));
  }

  @Test
  void holdsDocumentsWhileTheIndexMayNotBeCreated() throws Exception {
    rest.put("/_cluster/settings", "{\"transient\":{\"action.auto_create_index\":\"false\"}}");
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-not-there", 0, 10);
    }
    Eventually.until(() -> observed.held(HoldReason.NOT_FOUND) == 10, () -> "" + observed.holds());

    rest.put("/_cluster/settings", "{\"transient\":{\"action.auto_create_index\":null}}");
    outcomes.await(10);

    assertEquals(10, outcomes.count(Delivery.CREATED));
  }

  @Test
  void holdsDocumentsWhileThePipelineOfTheIndexIsMissing() throws Exception {
    rest.put("/weir-piped", "{\"settings\":{\"index.default_pipeline\":\"absent\"}}");
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-piped", 0, 10);
    }
    Eventually.until(
        () -> observed.held(HoldReason.INDEX_REFUSES) == 10, () -> "" + observed.holds());

    rest.put("/weir-piped/_settings", "{\"index.default_pipeline\":null}");
    outcomes.await(10);

    assertEquals(10, outcomes.count(Delivery.CREATED));
  }

  @Test
  void doesNotHoldForADocumentWithTooManyFields() throws Exception {
    rest.put("/weir-wide", "{\"settings\":{\"index.mapping.total_fields.limit\":500}}");
    StringBuilder wide = new StringBuilder("{\"f0\":0");
    for (int field = 1; field < 600; field++) {
      wide.append(",\"f").append(field).append("\":0");
    }
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.write(batch, "weir-wide", "wide", 0, wide.append('}').toString());
    }

    outcomes.await(1);

    assertEquals(
        new Delivery.DeadLettered("illegal_argument_exception", "sink", true), outcomes.of(0));
    rest.assertCount(0, "weir-wide");
  }

  @Test
  void doesNotHoldForATermThatIsTooLong() throws Exception {
    rest.put("/weir-term", "{\"mappings\":{\"properties\":{\"t\":{\"type\":\"keyword\"}}}}");
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.write(batch, "weir-term", "term", 0, "{\"t\":\"" + "x".repeat(40_000) + "\"}");
    }

    outcomes.await(1);

    assertTrue(outcomes.of(0) instanceof Delivery.DeadLettered, outcomes.of(0).toString());
  }

  @Test
  void cancelsWhatWasNotYetWritten() throws Exception {
    rest.put("/weir-cancelled", "");
    rest.put("/weir-cancelled/_settings", "{\"index.blocks.write\":true}");
    DocumentBatch batch = sink.batch(outcomes);
    Sinks.writeMany(batch, "weir-cancelled", 0, 10);
    batch.close();
    Eventually.until(() -> observed.held(HoldReason.BLOCKED) == 10, () -> "" + observed.holds());

    batch.cancel();
    outcomes.await(10);

    assertEquals(10, outcomes.count(Delivery.CANCELLED));
    rest.put("/weir-cancelled/_settings", "{\"index.blocks.write\":null}");
  }
}
