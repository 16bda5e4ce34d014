package dev.weir.source.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whoever may send to a queue sends a mebibyte that was made to cost as much as it can. */
class NotificationAttackTest {
  private static final int MESSAGE_CHARS = 1 << 20;

  /** A few times a message: its characters, the parser's buffers, and what is kept of it. */
  private static final long MOST_BYTES = 32L << 20;

  private static final Duration MOST_TIME = Duration.ofSeconds(5);

  /** Of a small thread. */
  private static final long STACK_BYTES = 256 << 10;

  private final NotificationParser parser = new NotificationParser();

  @Test
  void passesOverDeepObjectsWithLongNames() {
    StringBuilder body = new StringBuilder();
    for (int level = 0; level < 975; level++) {
      body.append("{\"").append(level < 20 ? "n".repeat(49_000) : "a").append("\":");
    }
    body.append(1).repeat("}", 975);

    assertEquals(Notification.unreadable(""), bounded(body.toString()));
  }

  @Test
  void passesOverDeepArrays() {
    String body = "[".repeat(MESSAGE_CHARS);

    assertEquals(Notification.unreadable(""), bounded(body));
  }

  @Test
  void remembersNoNamesThatItDoesNotKnow() {
    StringBuilder body = new StringBuilder("{\"detail\":{");
    for (int i = 0; body.length() < MESSAGE_CHARS - 64; i++) {
      body.append("\"n").append(i).append("\":{\"bucket\":0},");
    }
    body.append("\"x\":0}}");

    assertInstanceOf(Notification.Other.class, bounded(body.toString()));
  }

  @Test
  void boundsTheEventsOfOneMessage() {
    String body = filled("{\"Records\":[", "{},", "{}]}");

    assertEquals(Notification.unreadable(""), bounded(body));
  }

  @Test
  void boundsTheKeysOfOneNotice() {
    String body = filled("{\"s3Bucket\":\"b\",\"s3ObjectKey\":[", "\"k\",", "\"k\"]}");

    assertEquals(Notification.unreadable(""), bounded(body));
  }

  @Test
  void boundsEnvelopesWithinEnvelopes() {
    String inner = "{}";
    while (inner.length() < MESSAGE_CHARS / 2) {
      inner =
          "{\"Type\":\"Notification\",\"TopicArn\":\"t\",\"Message\":\""
              + inner.replace("\\", "\\\\").replace("\"", "\\\"")
              + "\"}";
    }

    assertInstanceOf(Notification.Other.class, bounded(inner));
  }

  @Test
  void boundsBatchesOfEnvelopes() {
    String body =
        filled("{\"Records\":[", "{\"eventSource\":\"aws:sqs\",\"body\":\"[]\"},", "{}]}");

    assertInstanceOf(Notification.Other.class, bounded(body));
  }

  private static String filled(String head, String element, String tail) {
    int elements = (MESSAGE_CHARS - head.length() - tail.length()) / element.length();
    return head + element.repeat(elements) + tail;
  }

  /** Reads the body on a small stack, and fails if that took much memory or time. */
  private Notification bounded(String body) {
    assertTrue(body.length() <= MESSAGE_CHARS);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    AtomicReference<Notification> read = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    long[] bytes = new long[1];
    long start = System.nanoTime();
    Thread thread =
        new Thread(
            null,
            () -> {
              long before = threads.getCurrentThreadAllocatedBytes();
              read.set(parser.parse(body));
              bytes[0] = threads.getCurrentThreadAllocatedBytes() - before;
            },
            "small",
            STACK_BYTES);
    thread.setUncaughtExceptionHandler((at, thrown) -> failure.set(thrown));
    thread.start();
    await(thread);
    Supplier<String> spent = () -> bytes[0] + " bytes";
    assertEquals(null, failure.get());
    assertTrue(bytes[0] < MOST_BYTES, spent);
    assertTrue(System.nanoTime() - start < MOST_TIME.toNanos(), "took too long");
    return Objects.requireNonNull(read.get());
  }

  private static void await(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
