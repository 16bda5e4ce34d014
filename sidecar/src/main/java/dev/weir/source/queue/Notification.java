package dev.weir.source.queue;

import java.util.ArrayList;
import java.util.List;

/** What a message says. */
public sealed interface Notification {
  /** These objects were created; at least one. */
  record Objects(List<NotifiedObject> created) implements Notification {}

  /**
   * Its kind is known to create no object, so nobody has to read anything.
   *
   * @param kind one of a bounded set, such as {@code test_event} or {@code object_removed}
   */
  record Nothing(String kind) implements Notification {}

  /**
   * Nothing that is understood: it may have named an object.
   *
   * @param reason one of a bounded set
   * @param detail the sender's own word for its kind, for the log; empty if it has none
   */
  record Other(String reason, String detail) implements Notification {}

  /** It is not of a form that is read. */
  static Notification unreadable(String detail) {
    return new Other("unreadable", detail);
  }

  /**
   * What several parts of one message say together: all of their objects, unless one part was not
   * understood, which makes that the whole message's fate.
   */
  static Notification all(List<Notification> parts) {
    List<NotifiedObject> created = new ArrayList<>();
    Notification nothing = unreadable("no event");
    for (Notification part : parts.reversed()) {
      switch (part) {
        case Objects(List<NotifiedObject> objects) -> created.addAll(0, objects);
        case Nothing kind -> nothing = kind;
        case Other other -> {
          return other;
        }
      }
    }
    return created.isEmpty() ? nothing : new Objects(created);
  }
}
