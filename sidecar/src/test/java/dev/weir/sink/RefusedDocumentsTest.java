package dev.weir.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.ObjectVersion;
import dev.weir.lab.Lab;
import dev.weir.letters.DeadLetter;
import dev.weir.letters.RawBody;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusedDocumentsTest extends SinkOnLab {
  RefusedDocumentsTest(Lab lab) {
    super(lab);
  }

  @Test
  void keepsARefusedDocumentAsADeadLetter() throws Exception {
    String refused =
        "{\"@timestamp\":\"yesterday\",\"weir\":{\"type\":"
            + "\"aws.waf\",\"object\":\"s3://b/k\",\"version\":\"v1\",\"ordinal\":7}}";
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.write(batch, "weir-refusing", "r-bad", 0, refused);
      Sinks.write(batch, "weir-refusing", "r-good", 1, "{\"K_action\":1}");
    }

    outcomes.await(2);

    assertEquals(
        new Delivery.DeadLettered("mapper_parsing_exception", "sink", true), outcomes.of(0));
    assertEquals(Delivery.CREATED, outcomes.of(1));
    String letter = rest.get("/weir-dead-letters/_source/r-bad");
    assertTrue(
        letter.contains("\"reason\":\"mapper_parsing_exception\",\"stage\":\"sink\""), letter);
    assertTrue(
        letter.contains("\"bucket\":\"b\",\"key\":\"k\",\"version\":\"v1\",\"ordinal\":7"), letter);
    assertTrue(letter.contains("\"id\":\"r-bad\",\"status\":\"open\""), letter);
    assertTrue(letter.contains("\"host\":\"host-1\",\"type\":\"aws.waf\""), letter);
    assertTrue(letter.contains("\"tag\":\"s3.test\",\"index\":\"weir-refusing\""), letter);
    assertTrue(letter.contains("\"error\":\"mapper_parsing_exception\""), letter);
    assertTrue(letter.contains("\"detail\":\"failed to parse field [@timestamp]"), letter);
    assertTrue(letter.endsWith(",\"form\":\"entry\",\"body\":\"cmF3IDA=\"}"), letter);
  }

  @Test
  void marksTheBodyThatItHadToCut() throws Exception {
    outcomes.raw("x".repeat(100_000));
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.write(batch, "weir-refusing", "r-long", 0, "{\"@timestamp\":\"yesterday\"}");
    }

    outcomes.await(1);

    String letter = rest.get("/weir-dead-letters/_source/r-long");
    assertTrue(letter.contains("\"bytes\":100000,\"truncated\":true"), letter.substring(0, 300));
    assertTrue(letter.length() < 90_000, letter.length() + " characters");
  }

  @Test
  void writesADeadLetterOfAnEarlierStage() throws Exception {
    DeadLetter letter =
        new DeadLetter(
            "not_json",
            "decode",
            "aws.waf",
            null,
            -1,
            Instant.parse("2026-11-21T02:10:49Z"),
            "early-1",
            "",
            new RawBody("web", RawBody.Form.ENTRY, new byte[] {'a', (byte) 0xff, 'b'}, 3));
    try (DocumentBatch batch = sink.batch(outcomes)) {
      batch.deadLetter(5, letter);
    }

    outcomes.await(1);

    assertEquals(new Delivery.DeadLettered("not_json", "decode", true), outcomes.of(5));
    String found = rest.get("/weir-dead-letters/_source/early-1");
    assertTrue(found.contains("\"truncated\":false"), found);
    assertTrue(found.contains("\"tag\":\"web\",\"form\":\"entry\",\"body\":\"Yf9i\""), found);
  }

  @Test
  void cancelsARefusedDocumentWhoseRecordIsGone() throws Exception {
    outcomes.gone();
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.write(batch, "weir-refusing", "r-gone", 0, "{\"@timestamp\":\"yesterday\"}");
    }

    outcomes.await(1);

    assertEquals(Delivery.CANCELLED, outcomes.of(0));
    assertEquals(404, rest.send("GET", "/weir-dead-letters/_doc/r-gone", "").statusCode());
  }

  @Test
  void shrinksADeadLetterThatIsRefusedItself() throws Exception {
    rest.delete("/weir-dead-letters");
    rest.put(
        "/weir-dead-letters", "{\"mappings\":{\"properties\":{\"type\":{\"type\":\"date\"}}}}");
    DeadLetter refused =
        new DeadLetter(
            "too_deep",
            "decode",
            "aws.waf",
            new ObjectVersion("b", "k", "v"),
            3,
            Instant.EPOCH,
            "shrinks-1",
            "",
            new RawBody("t", RawBody.Form.ENTRY, Sinks.bytes("body"), 4));

    try (DocumentBatch batch = sink.batch(outcomes)) {
      batch.deadLetter(1, refused);
    }
    outcomes.await(1);

    assertEquals(new Delivery.DeadLettered("too_deep", "decode", false), outcomes.of(1));
    String letter = rest.get("/weir-dead-letters/_source/shrinks-1");
    assertTrue(
        letter.contains(
            "\"key\":\"k\",\"version\":\"v\",\"ordinal\":3,\"bytes\":4,\"truncated\":true"),
        letter);
    assertTrue(letter.contains("\"status\":\"open\""), letter);
    assertTrue(letter.endsWith("\"form\":\"none\"}"), letter);
    rest.delete("/weir-dead-letters");
  }

  @Test
  void isolatesADocumentThatSpoilsItsRequest() throws Exception {
    try (DocumentBatch batch = sink.batch(outcomes)) {
      Sinks.writeMany(batch, "weir-spoilt", 0, 20);
      Sinks.write(batch, "weir-spoilt", "i".repeat(600), 20, "{}");
      Sinks.writeMany(batch, "weir-spoilt", 21, 41);
    }

    outcomes.await(41);

    assertEquals(40, outcomes.count(Delivery.CREATED));
    assertTrue(outcomes.of(20) instanceof Delivery.DeadLettered, outcomes.of(20).toString());
  }
}
