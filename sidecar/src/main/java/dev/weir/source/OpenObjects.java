package dev.weir.source;

import dev.weir.account.ObjectVersion;
import dev.weir.text.LogText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Since when each object is open. None is given up for its age, as its records may lie in a buffer
 * for as long as that is kept; so it has to be seen. Thread-safe.
 */
final class OpenObjects implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenObjects.class);
  private static final Duration OLD = Duration.ofHours(1);
  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(10);

  private final Map<ObjectVersion, Long> since = new ConcurrentHashMap<>();
  private final LongSupplier nanoClock;
  private final Clock clock = Clock.systemUTC();
  private volatile @Nullable Duration lag;

  OpenObjects(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** An object that was written then is settled now. */
  void settled(Instant written) {
    Duration took = Duration.between(written, clock.instant());
    lag = took.isNegative() ? Duration.ZERO : took;
  }

  /** From when the object that settled last was written until it was; null before one was. */
  @Nullable Duration lag() {
    return lag;
  }

  void opened(ObjectVersion object) {
    since.put(object, nanoClock.getAsLong());
  }

  void closed(ObjectVersion object) {
    since.remove(object);
  }

  /** The age of the one that is open for longest, zero if none is. */
  Duration oldestAge() {
    long now = nanoClock.getAsLong();
    long oldest = since.values().stream().mapToLong(start -> now - start).max().orElse(0);
    return Duration.ofNanos(Math.max(0, oldest));
  }

  /** Warns of old objects now and then, until it is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        // The rhythm of the warning, not a wait for anything.
        Thread.sleep(BETWEEN_WARNINGS);
        warnOfOld();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One warning of all that are open for over an hour; how many they are. */
  int warnOfOld() {
    long now = nanoClock.getAsLong();
    ObjectVersion oldest = null;
    long longest = 0;
    int count = 0;
    for (Map.Entry<ObjectVersion, Long> entry : since.entrySet()) {
      long age = now - entry.getValue();
      if (age <= OLD.toNanos()) {
        continue;
      }
      count++;
      if (age > longest) {
        longest = age;
        oldest = entry.getKey();
      }
    }
    if (oldest != null) {
      LOG.warn(
          "Objects open for over an hour: {}, the oldest s3://{}/{} for {} minutes. Records of them"
              + " are sent and not settled: look at Fluent Bit's storage and retries, at its output"
              + " to Weir, and whether OpenSearch takes documents",
          count,
          LogText.of(oldest.bucket()),
          LogText.of(oldest.key()),
          Duration.ofNanos(longest).toMinutes());
    }
    return count;
  }
}
