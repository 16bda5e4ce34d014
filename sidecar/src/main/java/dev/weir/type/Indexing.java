package dev.weir.type;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a type's documents lie in their indices, beyond what its fields hold.
 *
 * @param closed whether only the fields that the type lists are searched; others are kept in the
 *     document. Else what comes is searched as what it first is
 * @param maxEventAge an event that is older than this when its object was written lies in the index
 *     of the object's time
 * @param promoted parts of open fields that have a field of their own as well, {@code
 *     promoted.<name>}, and what they hold
 */
public record Indexing(boolean closed, Duration maxEventAge, Map<String, FieldType> promoted) {
  /** A month: what is delivered later is rare, and old. */
  public static final Duration MAX_EVENT_AGE = Duration.ofDays(30);

  public Indexing {
    promoted = Collections.unmodifiableMap(new LinkedHashMap<>(promoted));
  }

  /** What a type has that says nothing else. */
  public static Indexing of(boolean closed) {
    return new Indexing(closed, MAX_EVENT_AGE, Map.of());
  }
}
