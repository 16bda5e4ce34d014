package dev.weir.source.queue;

import java.util.List;

/** What a message says. */
public sealed interface Notification {
  /** These objects were created; none, where the events are of another kind, such as removals. */
  record Objects(List<NotifiedObject> created) implements Notification {}

  /** What S3 sends when notifications are configured. */
  record Test() implements Notification {}

  /** Nothing from S3. {@code reason} is one of a bounded set. */
  record Other(String reason) implements Notification {}
}
