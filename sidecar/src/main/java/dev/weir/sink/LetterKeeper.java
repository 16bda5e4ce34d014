package dev.weir.sink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where dead letters go once OpenSearch has them: into the archive, if there is one. Only then are
 * they final. A group that met in one request is one file, which waits on a thread of its own:
 * while the archive fails, documents go on.
 */
final class LetterKeeper {
  private static final int FILES_AT_ONCE = 4;
  private static final Duration LAST = Duration.ofSeconds(5);

  private final @Nullable LetterArchive archive;
  private final Endings endings;
  private final Troubles troubles;
  private final LetterLog told;
  private final Backoff backoff;
  private final Semaphore files = new Semaphore(FILES_AT_ONCE);
  private final Set<Thread> atWork = ConcurrentHashMap.newKeySet();

  LetterKeeper(
      @Nullable LetterArchive archive,
      Endings endings,
      Troubles troubles,
      Backoff backoff,
      LetterLog told) {
    this.told = told;
    this.archive = archive;
    this.endings = endings;
    this.troubles = troubles;
    this.backoff = backoff;
  }

  /** Takes letters that OpenSearch has; the bulk is not the caller's any more. */
  void keep(Bulk letters) {
    if (letters.count() == 0) {
      return;
    }
    if (archive == null) {
      settle(letters);
      return;
    }
    LetterArchive into = archive;
    Thread thread = Thread.ofVirtual().name("dead-letters").unstarted(() -> run(letters, into));
    atWork.add(thread);
    thread.start();
  }

  /**
   * Waits for what is at work, and gives up what does not come to its end in time.
   *
   * @return false if the waiting was interrupted
   */
  boolean close(Duration drain) {
    boolean waited = join(drain);
    atWork.forEach(Thread::interrupt);
    return join(LAST) && waited;
  }

  private boolean join(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      for (Thread thread : atWork) {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
      }
      return true;
    } catch (InterruptedException interrupt) {
      return false;
    }
  }

  private void run(Bulk letters, LetterArchive into) {
    try {
      files.acquire();
      try {
        untilKept(letters, into);
      } finally {
        files.release();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      endings.cancel(letters);
    } finally {
      atWork.remove(Thread.currentThread());
    }
  }

  private void untilKept(Bulk letters, LetterArchive into) throws InterruptedException {
    for (int failures = 1; letters.count() > 0; failures++) {
      try {
        into.put(name(letters), content(letters));
        settle(letters);
        return;
      } catch (IOException | RuntimeException failed) {
        for (int at = 0; at < letters.count(); at++) {
          endings.setHold(letters.segment(at), letters.item(at), HoldReason.LETTERS_S3);
        }
        troubles.holding(
            HoldReason.LETTERS_S3, letters.count(), String.valueOf(failed.getMessage()));
      }
      TimeUnit.NANOSECONDS.sleep(backoff.nanos(failures));
      endings.dropCancelled(letters);
    }
  }

  private void settle(Bulk letters) {
    for (int at = 0; at < letters.count(); at++) {
      Segment segment = letters.segment(at);
      int item = letters.item(at);
      Delivery outcome = Objects.requireNonNull(segment.letter(item), "a letter's outcome");
      told.written(segment, item);
      endings.settle(segment, item, outcome);
      endings.report(outcome, 1);
    }
  }

  /** A hash of the letters' ids, whatever their order. */
  private static String name(Bulk letters) {
    Set<String> ids = new TreeSet<>();
    for (int at = 0; at < letters.count(); at++) {
      ids.add(letters.segment(at).id(letters.item(at)));
    }
    byte[] all = String.join("\n", ids).getBytes(StandardCharsets.UTF_8);
    return new String(Hash.hex(all), StandardCharsets.US_ASCII) + ".ndjson.gz";
  }

  private static byte[] content(Bulk letters) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (OutputStream lines = new GZIPOutputStream(content)) {
      for (int at = 0; at < letters.count(); at++) {
        Segment segment = letters.segment(at);
        int item = letters.item(at);
        // The line break is the one that ends it in a bulk request.
        lines.write(segment.bytes(), segment.documentAt(item), segment.documentBytes(item) + 1);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return content.toByteArray();
  }
}
