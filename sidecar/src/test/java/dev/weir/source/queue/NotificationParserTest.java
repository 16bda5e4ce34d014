package dev.weir.source.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.S3EventMessages;
import dev.weir.lab.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NotificationParserTest {
  /** A body, and beside it what it says: one object in a line, or why it names none. */
  private static final Path FOLDER =
      Path.of("src/test/resources/dev/weir/source/queue/notifications");

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

  @ParameterizedTest
  @MethodSource("bodies")
  void readsEachForm(String name) throws IOException {
    String body = resource(name + ".json");

    String read = written(parser.parse(body));

    assertEquals(resource(name + ".want"), read);
  }

  /** Every beginning of every body is answered, and none but the whole announces an object. */
  @ParameterizedTest
  @MethodSource("bodies")
  void believesNoBodyThatIsCut(String name) throws IOException {
    String body = resource(name + ".json").strip();

    for (int length = 0; length < body.length(); length++) {
      Notification read = parser.parse(body.substring(0, length));

      assertInstanceOf(Notification.Other.class, read, () -> name);
    }
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

  static List<String> bodies() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".want"))
          .map(name -> name.substring(0, name.length() - ".want".length()))
          .sorted()
          .toList();
    }
  }

  private static String resource(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name)).stripTrailing();
  }

  private static String written(Notification notification) {
    return switch (notification) {
      case Notification.Objects(List<NotifiedObject> created) ->
          created.stream().map(NotificationParserTest::written).collect(Collectors.joining("\n"));
      case Notification.Nothing(String kind) -> "nothing " + kind;
      case Notification.Other(String reason, String detail) ->
          ("other " + reason + " " + detail).stripTrailing();
    };
  }

  private static String written(NotifiedObject object) {
    return Stream.of(
            "object",
            object.bucket(),
            object.key(),
            Objects.requireNonNullElse(object.versionId(), "-"),
            Objects.requireNonNullElse(object.eTag(), "-"),
            Long.toString(object.bytes()),
            Objects.requireNonNullElse(object.owner(), "-"))
        .collect(Collectors.joining(" "));
  }
}
