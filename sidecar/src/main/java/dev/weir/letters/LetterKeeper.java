package dev.weir.letters;

import dev.weir.opensearch.Hash;
import dev.weir.opensearch.HoldReason;
import dev.weir.opensearch.Troubles;
import dev.weir.thread.Backoff;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
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
public final class LetterKeeper {
  private static final int FILES_AT_ONCE = 4;
  private static final Duration LAST = Duration.ofSeconds(5);

  private final @Nullable LetterArchive archive;
  private final Troubles troubles;
  private final LetterLog told;
  private final Backoff backoff;
  private final Semaphore files = new Semaphore(FILES_AT_ONCE);
  private final Set<Thread> atWork = ConcurrentHashMap.newKeySet();

  /**
   * Keeps no letter yet.
   *
   * @param archive where they go; null for nowhere else than OpenSearch
   */
  public LetterKeeper(
      @Nullable LetterArchive archive, Troubles troubles, Backoff backoff, Clock clock) {
    this.told = new LetterLog(clock);
    this.archive = archive;
    this.troubles = troubles;
    this.backoff = backoff;
  }

  /** Takes letters that OpenSearch has; they are not the caller's any more. */
  public void keep(WrittenLetters letters) {
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
  public boolean close(Duration drain) {
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

  private void run(WrittenLetters letters, LetterArchive into) {
    try {
      files.acquire();
      try {
        untilKept(letters, into);
      } finally {
        files.release();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      letters.cancel();
    } finally {
      atWork.remove(Thread.currentThread());
    }
  }

  private void untilKept(WrittenLetters letters, LetterArchive into) throws InterruptedException {
    for (int failures = 1; letters.count() > 0; failures++) {
      try {
        into.put(name(letters), content(letters));
        settle(letters);
        return;
      } catch (IOException | RuntimeException failed) {
        letters.hold();
        troubles.holding(
            HoldReason.LETTERS_S3, letters.count(), String.valueOf(failed.getMessage()));
      }
      backoff.sleep(failures);
      letters.dropCancelled();
    }
  }

  private void settle(WrittenLetters letters) {
    for (int at = 0; at < letters.count(); at++) {
      told.written(letters.letter(at));
    }
    letters.settle();
  }

  /** A hash of the letters' ids, whatever their order. */
  private static String name(WrittenLetters letters) {
    Set<String> ids = new TreeSet<>();
    for (int at = 0; at < letters.count(); at++) {
      ids.add(letters.letter(at).id());
    }
    byte[] all = String.join("\n", ids).getBytes(StandardCharsets.UTF_8);
    return new String(Hash.hex(all), StandardCharsets.US_ASCII) + ".ndjson.gz";
  }

  private static byte[] content(WrittenLetters letters) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (OutputStream lines = new GZIPOutputStream(content)) {
      for (int at = 0; at < letters.count(); at++) {
        SentDocument letter = letters.letter(at);
        lines.write(letter.bytes(), letter.from(), letter.length());
        lines.write('\n');
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return content.toByteArray();
  }
}
