package dev.weir.source.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.S3EventMessages;
import dev.weir.lab.StoredObject;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationParserTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private static final StoredObject OBJECT =
      new StoredObject("logs", "a b+c/ü(1).gz", 42, "d41d8cd9", "v.1", TIME, "0055AED6DCD90281E5");
  private static final NotifiedObject NOTIFIED =
      new NotifiedObject("logs", "a b+c/ü(1).gz", "v.1", "d41d8cd9", 42, null);

  private final NotificationParser parser = new NotificationParser();

  @Test
  void readsSeveralEventsOfOneMessage() {
    StoredObject second = new StoredObject("logs", "second", 0, "e", null, TIME, "01");

    Notification read = parser.parse(S3EventMessages.created("eu-west-1", List.of(OBJECT, second)));

    assertEquals(
        new Notification.Objects(
            List.of(NOTIFIED, new NotifiedObject("logs", "second", null, "e", 0, null))),
        read);
  }

  @Test
  void readsEventsInsideOfSns() {
    String event = S3EventMessages.created("eu-west-1", OBJECT);

    Notification read = parser.parse(S3EventMessages.snsWrapped("eu-west-1", "topic", TIME, event));

    assertEquals(new Notification.Objects(List.of(NOTIFIED)), read);
  }

  @Test
  void readsEventsOfEventBridge() {
    Notification.Objects read =
        assertInstanceOf(
            Notification.Objects.class,
            parser.parse(S3EventMessages.eventBridge("eu-west-1", OBJECT)));

    NotifiedObject object = read.created().getFirst();
    assertEquals("a b+c/ü(1).gz", object.key());
    assertEquals("v.1", object.versionId());
    assertEquals(42, object.bytes());
  }

  @Test
  void knowsTheTestEvent() {
    String test = S3EventMessages.testEvent("logs", TIME);

    assertEquals(new Notification.Test(), parser.parse(test));
    assertEquals(
        new Notification.Test(),
        parser.parse(S3EventMessages.snsWrapped("eu-west-1", "topic", TIME, test)));
  }

  @Test
  void findsNothingToReadInRemovals() {
    String removed =
        S3EventMessages.created("eu-west-1", OBJECT)
            .replaceAll("ObjectCreated:[A-Za-z]+", "ObjectRemoved:Delete");

    assertEquals(new Notification.Objects(List.of()), parser.parse(removed));
  }

  @Test
  void decodesPlusesInKeys() {
    String event =
        "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\",\"s3\":{"
            + "\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"x+y%2Bz%25\",\"size\":1}}}]}";

    Notification.Objects read = assertInstanceOf(Notification.Objects.class, parser.parse(event));

    assertEquals("x y+z%", read.created().getFirst().key());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello | unreadable",
        "[] | unreadable",
        "{} | other_source",
        "{\"Records\":[{\"eventSource\":\"aws:ses\"}]} | other_source",
        "{\"Records\":[1]} | unreadable",
        "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\"}]}"
            + " | unreadable",
        "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\",\"s3\":{"
            + "\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"%zz\"}}}]} | unreadable",
        "{\"source\":\"aws.ec2\",\"detail-type\":\"x\"} | other_source",
        "{\"Type\":\"Notification\",\"TopicArn\":\"t\",\"Message\":\"x\"} | unreadable",
      })
  void leavesOtherMessages(String body, String reason) {
    assertEquals(new Notification.Other(reason), parser.parse(body));
  }

  @Test
  void answersMutationsWithAValue() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String event = S3EventMessages.created("eu-west-1", OBJECT);
    for (int i = 0; i < 5000; i++) {
      StringBuilder mutated = new StringBuilder(event);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        mutated.setCharAt(random.nextInt(mutated.length()), (char) (32 + random.nextInt(95)));
      }
      try {
        parser.parse(mutated.toString());
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + mutated, e);
      }
    }
    assertTrue(event.length() > 100);
  }
}
