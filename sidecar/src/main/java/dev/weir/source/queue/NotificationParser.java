package dev.weir.source.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads the forms in which S3's notifications arrive: S3's own (event message structure 2.x), the
 * same inside of an SNS message, and EventBridge's. Immutable.
 */
public final class NotificationParser {
  /** SQS takes messages of up to 1 MiB. */
  private static final int MAX_CHARS = 1 << 20;

  private static final int MOST_WRAPPINGS = 3;

  private final JsonFactory json = new JsonFactory();

  /** What the body of a message says. */
  public Notification parse(String body) {
    return parse(body, 0);
  }

  private Notification parse(String body, int wrappings) {
    if (body.length() > MAX_CHARS) {
      return new Notification.Other("too_large");
    }
    if (wrappings == MOST_WRAPPINGS) {
      return new Notification.Other("unreadable");
    }
    NotificationReader reader = new NotificationReader();
    try (JsonParser parser = json.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new Notification.Other("unreadable");
      }
      reader.object(parser, "");
      if (parser.nextToken() != null) {
        return new Notification.Other("unreadable");
      }
      String inner = reader.snsMessage();
      return inner == null ? reader.notification() : parse(inner, wrappings + 1);
    } catch (IOException | IllegalArgumentException e) {
      return new Notification.Other("unreadable");
    }
  }
}
