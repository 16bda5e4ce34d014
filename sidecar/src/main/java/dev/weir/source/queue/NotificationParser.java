package dev.weir.source.queue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the forms in which objects are announced: S3's own events (event message structure 2.x),
 * EventBridge's, calls that CloudTrail recorded, the notices of CloudTrail, Config and Security
 * Lake, and each of them in envelopes of SNS. Immutable.
 */
public final class NotificationParser {
  /** SQS takes messages of up to 1 MiB. */
  private static final int MAX_CHARS = 1 << 20;

  private static final int MOST_WRAPPINGS = 3;

  /** What the body of a message says. */
  public Notification parse(String body) {
    return parse(body, 0);
  }

  private static Notification parse(String body, int wrappings) {
    if (body.length() > MAX_CHARS) {
      return new Notification.Other("too_large", "");
    }
    if (DeliveryNotice.isValidation(body)) {
      return new Notification.Nothing("cloudtrail_validation");
    }
    List<Notification> parts = new ArrayList<>();
    try {
      for (Fields document : NotificationReader.read(body)) {
        parts.add(document(document, wrappings));
      }
    } catch (IOException | IllegalArgumentException e) {
      return Notification.unreadable("");
    }
    return Notification.all(parts);
  }

  private static Notification document(Fields document, int wrappings) {
    List<String> inner = wrapped(document);
    if (inner == null) {
      return event(document);
    }
    if (wrappings == MOST_WRAPPINGS) {
      return Notification.unreadable("wrapped too often");
    }
    return Notification.all(inner.stream().map(text -> parse(text, wrappings + 1)).toList());
  }

  /** The texts inside of an envelope, null if the document is none. */
  private static @Nullable List<String> wrapped(Fields document) {
    String message = document.text("Message");
    if (document.has("Type", "Notification") && message != null) {
      return document.text("TopicArn") == null ? null : List.of(message);
    }
    List<Fields> records = document.list("Records");
    if (records == null || records.isEmpty()) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (Fields record : records) {
      String text =
          record.has("EventSource", "aws:sns")
              ? record.text("Sns.Message")
              : record.has("eventSource", "aws:sqs") ? record.text("body") : null;
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    return texts;
  }

  private static Notification event(Fields document) {
    if (document.has("Event", "s3:TestEvent")) {
      return new Notification.Nothing("test_event");
    }
    List<Fields> records = document.list("Records");
    if (records != null) {
      return Notification.all(records.stream().map(S3Event::read).toList());
    }
    if (document.text("detail-type") != null || document.has("source", "aws.s3")) {
      return EventBridgeEvent.read(document);
    }
    if (document.text("s3Bucket") != null) {
      return DeliveryNotice.read(document);
    }
    String type = document.textOrEmpty("Type");
    return type.endsWith("Confirmation")
        ? new Notification.Other("sns_confirmation", type)
        : new Notification.Other("other_source", document.textOrEmpty("messageType"));
  }
}
