package dev.weir.source;

import dev.weir.account.ObjectVersion;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often objects were refused for a reason of their own. A memory of this process: after a
 * restart an object has all of its attempts again. Thread-safe.
 */
final class FailedAttempts {
  private static final int REMEMBERED = 10_000;

  private final Map<ObjectVersion, Integer> attempts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectVersion, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Counts one more; how many they are now. */
  synchronized int failed(ObjectVersion object) {
    return attempts.merge(object, 1, Integer::sum);
  }

  synchronized void forget(ObjectVersion object) {
    attempts.remove(object);
  }
}
