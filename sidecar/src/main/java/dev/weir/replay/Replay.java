package dev.weir.replay;

import dev.weir.letters.DeadLetterStore;
import dev.weir.letters.LetterMark;
import dev.weir.letters.LetterPage;
import dev.weir.letters.LetterQuery;
import dev.weir.letters.StoredLetter;
import dev.weir.pipeline.ChunkPipeline;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays dead letters by pages. Of a page only names and sizes are held; bodies are read in groups
 * of at most 250 letters or 8 MiB, a larger one alone, and are marked group by group.
 */
public final class Replay implements Replays {
  private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
  private static final int PAGE = 500;
  private static final long GROUP_BYTES = 8L << 20;
  private static final int GROUP_LETTERS = 250;
  private static final Duration STALL = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final String GIVEN_UP = "the replay was given up";
  private static final String TAKES_NOTHING =
      "OpenSearch takes nothing: weir_alarm and the daemon's log say why";

  private final Supplier<DeadLetterStore> stores;
  private final ChunkPipeline pipeline;
  private final ObjectReplay objects;
  private final ReplayObserver observer;
  private final Clock clock;
  private final BooleanSupplier delivering;
  private final Duration stall;
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * @param stores opens the dead letters for one replay
   * @param objects takes the objects on which the source gave up as a whole
   * @param delivering whether OpenSearch takes what comes
   */
  public Replay(
      Supplier<DeadLetterStore> stores,
      ChunkPipeline pipeline,
      ObjectReplay objects,
      BooleanSupplier delivering,
      ReplayObserver observer,
      Clock clock) {
    this(stores, pipeline, objects, delivering, observer, clock, STALL);
  }

  Replay(
      Supplier<DeadLetterStore> stores,
      ChunkPipeline pipeline,
      ObjectReplay objects,
      BooleanSupplier delivering,
      ReplayObserver observer,
      Clock clock,
      Duration stall) {
    this.stores = stores;
    this.pipeline = pipeline;
    this.objects = objects;
    this.observer = observer;
    this.clock = clock;
    this.delivering = delivering;
    this.stall = stall;
  }

  @Override
  public Progress replay(
      Selection selection, Consumer<Progress> progress, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    if (!running.compareAndSet(false, true)) {
      throw new IOException("another replay runs on this host: wait for its end");
    }
    try (DeadLetterStore store = stores.get()) {
      return new Run(store, selection, progress, cancelled).toEnd();
    } finally {
      running.set(false);
    }
  }

  /** One replay. */
  private final class Run {
    private final DeadLetterStore store;
    private final Selection selection;
    private final Consumer<Progress> listener;
    private final BooleanSupplier cancelled;

    Run(
        DeadLetterStore store,
        Selection selection,
        Consumer<Progress> listener,
        BooleanSupplier cancelled) {
      this.store = store;
      this.selection = selection;
      this.listener = listener;
      this.cancelled = cancelled;
    }

    Progress toEnd() throws IOException, InterruptedException {
      store.refresh();
      LetterQuery query =
          new LetterQuery(
              selection.reason(),
              selection.type(),
              selection.bucket(),
              selection.key(),
              selection.since(),
              clock.instant(),
              "open");
      long selected = Math.min(selection.limit(), store.count(query));
      Progress.Counter counter = new Progress.Counter(selected);
      listener.accept(counter.progress());
      LetterPage page = LetterPage.BEFORE_ALL;
      long left = selected;
      while (left > 0 && !cancelled.getAsBoolean()) {
        page = store.page(query, (int) Math.min(PAGE, left), page);
        if (page.letters().isEmpty()) {
          break;
        }
        left -= page.letters().size();
        for (List<String> group : groups(page)) {
          replay(store.read(group), counter);
          listener.accept(counter.progress());
        }
      }
      return counter.progress();
    }

    private void replay(List<StoredLetter> letters, Progress.Counter counter)
        throws IOException, InterruptedException {
      if (cancelled.getAsBoolean()) {
        return;
      }
      List<StoredLetter> open = letters.stream().filter(StoredLetter::open).toList();
      List<StoredLetter> whole = open.stream().filter(StoredLetter::isReplayable).toList();
      List<StoredLetter> rest = open.stream().filter(letter -> !letter.isReplayable()).toList();
      counter.add(ReplayOutcome.MARKED_ELSEWHERE, letters.size() - (long) open.size());
      Set<String> present = store.present(rest);
      if (selection.dryRun()) {
        counter.add(ReplayOutcome.WOULD_REPLAY, whole.size());
        counter.add(ReplayOutcome.ALREADY_INDEXED, present.size());
        counter.add(ReplayOutcome.NOT_REPLAYABLE, rest.size() - (long) present.size());
        return;
      }
      List<LetterMark> marks = new ArrayList<>();
      List<StoredLetter> ofObjects = new ArrayList<>();
      for (StoredLetter letter : rest) {
        if (present.contains(letter.name())) {
          marks.add(LetterAtWork.mark(letter, ReplayOutcome.ALREADY_INDEXED));
        } else if (letter.isOfWholeObject()) {
          ofObjects.add(letter);
        } else {
          count(ReplayOutcome.NOT_REPLAYABLE, 1, counter);
        }
      }
      String stalled = send(whole, marks);
      mark(marks, counter);
      if (!stalled.isEmpty()) {
        throw new IOException(stalled);
      }
      take(ofObjects, counter);
    }

    /** Has objects read again, several at once, and marks the letter of each when it is settled. */
    private void take(List<StoredLetter> letters, Progress.Counter counter)
        throws IOException, InterruptedException {
      AtomicBoolean ended = new AtomicBoolean();
      BooleanSupplier stillWanted = () -> !ended.get() && !cancelled.getAsBoolean();
      try {
        List<ObjectAtWork> atWork =
            letters.stream()
                .map(each -> new ObjectAtWork(each, objects, selection.told(), stillWanted))
                .toList();
        for (ObjectAtWork object : atWork) {
          await(object, counter);
          ReplayOutcome outcome = object.outcome();
          if (outcome.isLeftOpen()) {
            count(outcome, 1, counter);
          } else {
            mark(List.of(object.mark()), counter);
          }
          listener.accept(counter.progress());
        }
      } finally {
        ended.set(true);
      }
    }

    /**
     * An object may take as long as its records lie in Fluent Bit's buffer. It is waited for until
     * somebody gives up, or nothing can come of it as OpenSearch takes nothing.
     */
    private void await(ObjectAtWork object, Progress.Counter counter)
        throws IOException, InterruptedException {
      long delivered = System.nanoTime();
      while (!object.await(LOOK)) {
        if (cancelled.getAsBoolean()) {
          throw new IOException(GIVEN_UP);
        }
        if (delivering.getAsBoolean()) {
          delivered = System.nanoTime();
        } else if (System.nanoTime() - delivered >= stall.toNanos()) {
          throw new IOException(TAKES_NOTHING);
        }
        listener.accept(counter.progress());
      }
    }

    /** Sends letters and waits for them; returns why some met no end, or nothing. */
    private String send(List<StoredLetter> letters, List<LetterMark> marks)
        throws InterruptedException {
      List<LetterAtWork> atWork =
          letters.stream().map(each -> new LetterAtWork(each, selection.told())).toList();
      Thread sending = Thread.ofVirtual().name("replay").start(() -> atWork.forEach(this::begin));
      String stalled = "";
      try {
        for (LetterAtWork letter : atWork) {
          if (stalled.isEmpty() && !awaited(letter)) {
            stalled = cancelled.getAsBoolean() ? GIVEN_UP : TAKES_NOTHING;
          }
        }
      } finally {
        // What met its end is done already; of the rest nothing is sent any more.
        atWork.forEach(LetterAtWork::cancel);
      }
      sending.join();
      List<LetterAtWork> done = atWork.stream().filter(LetterAtWork::isDone).toList();
      done.forEach(letter -> marks.add(letter.mark()));
      return stalled.isEmpty() && done.size() < atWork.size() ? "the daemon stops" : stalled;
    }

    /** A letter that fails the sidecar must not keep the others from it. */
    private void begin(LetterAtWork letter) {
      try {
        letter.begin(pipeline);
      } catch (RuntimeException failure) {
        LOG.error("A dead letter could not be replayed; it stays open", failure);
        letter.fail();
      }
    }

    private boolean awaited(LetterAtWork letter) throws InterruptedException {
      long deadline = System.nanoTime() + stall.toNanos();
      while (!letter.await(LOOK)) {
        if (cancelled.getAsBoolean() || System.nanoTime() - deadline > 0) {
          return false;
        }
      }
      return true;
    }

    private void mark(List<LetterMark> marks, Progress.Counter counter) throws IOException {
      // A letter that somebody else marked has met the same end, or will meet it again.
      Set<Integer> elsewhere = store.mark(marks);
      for (int at = 0; at < marks.size(); at++) {
        count(
            elsewhere.contains(at)
                ? ReplayOutcome.MARKED_ELSEWHERE
                : ReplayOutcome.labelled(marks.get(at).outcome()),
            1,
            counter);
      }
    }

    private void count(ReplayOutcome outcome, long letters, Progress.Counter counter) {
      counter.add(outcome, letters);
      observer.replayed(outcome, letters);
    }

    private static List<List<String>> groups(LetterPage page) {
      List<List<String>> groups = new ArrayList<>();
      long room = 0;
      for (LetterPage.Head head : page.letters()) {
        boolean full = groups.isEmpty() || groups.getLast().size() == GROUP_LETTERS;
        if (full || head.bytes() > room) {
          groups.add(new ArrayList<>());
          room = GROUP_BYTES;
        }
        room -= head.bytes();
        groups.getLast().add(head.name());
      }
      return groups;
    }
  }
}
