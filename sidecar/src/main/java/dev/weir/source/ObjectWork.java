package dev.weir.source;

import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import dev.weir.source.after.SettledObject;
import dev.weir.source.fetch.FetchException;
import dev.weir.source.fetch.FetchedObject;
import dev.weir.source.queue.NotifiedObject;
import dev.weir.text.LogLimiter;
import dev.weir.text.LogText;
import dev.weir.thread.BusyThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one object: a slot, its GET, its records, and when they are settled what the bucket
 * says is to follow. An object that S3 refuses for a reason of its own gets a bounded number of
 * attempts, and then a dead letter. Thread-safe.
 */
final class ObjectWork {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectWork.class);

  /** Of one message thousands of objects may fail. */
  static final int WARNINGS_A_MINUTE = 10;

  private final SourceLedger ledger;
  private final ObjectReader reader;
  private final OpenObjects openObjects;
  private final WorkThreads reading;
  private final SourceObserver observer;
  private final Afterwards afterwards;
  private final Poison poison;
  private final FetchWindow window;
  private final ReadingSlots slots;
  private final BusyThreads readers;
  private final int mostAttempts;
  private final LongSupplier nanoClock;
  private final FailedAttempts failedAttempts = new FailedAttempts();
  private final LogLimiter warnings;

  /** What is being read or waits for its fates, by what the GET says. */
  private final Map<ObjectVersion, CompletableFuture<ObjectOutcome>> open =
      new ConcurrentHashMap<>();

  /**
   * Work of which none has begun.
   *
   * @param window how many objects are asked for at once
   * @param reading the threads on which {@link #run} is called, and which wait
   * @param following the threads for what follows settlement
   */
  ObjectWork(
      SourceLimits limits,
      SourceLedger ledger,
      ObjectReader reader,
      OpenObjects openObjects,
      FetchWindow window,
      WorkThreads reading,
      WorkThreads following,
      BusyThreads readers,
      SourceObserver observer,
      LongSupplier nanoClock) {
    this.ledger = ledger;
    this.reader = reader;
    this.openObjects = openObjects;
    this.reading = reading;
    this.observer = observer;
    this.afterwards = new Afterwards(following, observer, nanoClock);
    this.poison = new Poison(ledger, observer, nanoClock);
    this.readers = readers;
    this.window = window;
    this.slots = new ReadingSlots(limits.objectsAtOnce());
    this.mostAttempts = limits.objectAttempts();
    this.nanoClock = nanoClock;
    this.warnings = LogLimiter.aMinute(nanoClock, WARNINGS_A_MINUTE);
  }

  /** Sees the object through; returns when it is read, which is before it is settled. */
  void run(Task task) {
    boolean answered = false;
    try {
      attempt(task);
      answered = true;
    } finally {
      if (!answered) {
        // An Error goes on to the thread's handler; what it hit must come again.
        task.done(ObjectOutcome.LEFT);
      }
    }
  }

  /** The ledger has it: nothing is read, and what follows settlement is seen to once more. */
  void settledBefore(Task task, LedgerState state) {
    settledBefore(task, state, task.object().versionId(), task.object().eTag());
  }

  private void attempt(Task task) {
    try {
      window.acquire(task.urgency());
      try {
        fetch(task);
      } finally {
        window.release(task.urgency());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      leave(task, "shutdown", "");
    } catch (FetchException e) {
      refused(task, e);
    } catch (IOException | RuntimeException e) {
      leave(task, "io", e.toString());
    }
  }

  private void fetch(Task task) throws IOException, InterruptedException {
    if (!task.stillWanted().getAsBoolean()) {
      task.done(ObjectOutcome.LEFT);
      return;
    }
    ObjectVersion asked = task.object().version();
    if (task.urgency() == Urgency.CATCH_UP && asked != null) {
      // It may have waited for long, and another host of the fleet may have listed it too.
      LedgerState state = state(asked);
      if (task.purpose().isDone(state)) {
        settledBefore(task, state);
        return;
      }
    }
    try (FetchedObject fetched =
        task.bucket().fetcher().fetch(task.address(), observer::objectResumed)) {
      ObjectVersion version = fetched.object();
      if (task.purpose() == ReadPurpose.GIVEN_UP && asked != null && !version.equals(asked)) {
        gone(task, "overwritten");
        return;
      }
      LedgerState state = version.equals(asked) ? LedgerState.ABSENT : state(version);
      if (task.purpose().isDone(state)) {
        settledBefore(task, state, fetched.versionId(), fetched.eTag());
        return;
      }
      Urgency urgency = task.urgency();
      window.answered(urgency);
      try {
        slots.acquire(urgency);
      } finally {
        window.taken(urgency);
      }
      try {
        readers.run(() -> read(task, fetched));
      } finally {
        slots.release(urgency);
      }
    }
  }

  private void read(Task task, FetchedObject fetched) throws IOException, InterruptedException {
    ObjectVersion version = fetched.object();
    CompletableFuture<ObjectOutcome> fresh = new CompletableFuture<>();
    CompletableFuture<ObjectOutcome> other = open.putIfAbsent(version, fresh);
    if (other != null) {
      // Another message named the same bytes: what becomes of them becomes of this one.
      var unused = other.thenAccept(task::done);
      return;
    }
    LedgerState here = ledger.settledHere(version);
    if (task.purpose().isDone(here)) {
      // What the ledger said was asked before the turn: another task had the object meanwhile.
      open.remove(version, fresh);
      fresh.complete(ObjectOutcome.SKIPPED);
      settledBefore(task, here, fetched.versionId(), fetched.eTag());
      return;
    }
    openObjects.opened(version);
    boolean whole = false;
    try {
      var unusedToo =
          reader
              .read(fetched, task.knownTypes(), task.told())
              .whenComplete((settled, failure) -> settled(task, fetched, settled, failure, fresh));
      whole = true;
    } finally {
      if (!whole) {
        // What becomes of this task is told by whoever catches the failure; who waits, tries again.
        openObjects.closed(version);
        open.remove(version, fresh);
        fresh.complete(ObjectOutcome.LEFT);
      }
    }
    var unused =
        fresh.thenAccept(
            outcome -> {
              open.remove(version, fresh);
              task.done(outcome);
            });
  }

  private void settled(
      Task task,
      FetchedObject fetched,
      @Nullable Settled settled,
      @Nullable Throwable failure,
      CompletableFuture<ObjectOutcome> fresh) {
    openObjects.closed(fetched.object());
    failedAttempts.forget(fetched.object());
    if (failure != null || settled == null) {
      observer.objectLeft("ledger");
      fresh.complete(ObjectOutcome.LEFT);
      return;
    }
    openObjects.settled(fetched.lastModified());
    observer.objectTook(Duration.ofNanos(nanoClock.getAsLong() - task.takenNanos()));
    ObjectOutcome outcome = ObjectOutcome.settled(settled.records(), settled.counts());
    afterwards(task, fetched.versionId(), fetched.eTag(), outcome, fresh::complete);
  }

  private void settledBefore(
      Task task, LedgerState state, @Nullable String versionId, @Nullable String eTag) {
    observer.objectSkipped("settled_before");
    afterwards(task, versionId, eTag, ObjectOutcome.skipped(state), task::done);
  }

  private void afterwards(
      Task task,
      @Nullable String versionId,
      @Nullable String eTag,
      ObjectOutcome outcome,
      Consumer<ObjectOutcome> done) {
    NotifiedObject object = task.object();
    afterwards.see(
        task.bucket().after(),
        new SettledObject(
            object.bucket(),
            object.key(),
            versionId,
            eTag,
            task.bucket().settings().expectedOwner()),
        outcome,
        done);
  }

  private void refused(Task task, FetchException e) {
    if (reading.isClosed() || !e.reason().isOfTheObject()) {
      leave(task, e.label(), "");
      return;
    }
    NotifiedObject object = task.object();
    ObjectVersion told = object.version();
    ObjectVersion version =
        told == null ? ObjectVersion.of(object.bucket(), object.key(), "") : told;
    LedgerState before;
    try {
      // What is gone may have been settled, and moved or deleted for that, since it was asked for.
      LedgerState state = state(version);
      if (task.purpose().isDone(state)) {
        settledBefore(task, state);
        return;
      }
      before = state;
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      leave(task, "shutdown", "");
      return;
    }
    boolean givenUp = task.purpose() == ReadPurpose.GIVEN_UP;
    if (givenUp && e.reason() == FetchException.Reason.GONE) {
      gone(task, e.label());
      return;
    }
    if (givenUp || before == LedgerState.UNACCOUNTED) {
      // What is written of it says as much, or more.
      leave(task, e.label(), "");
      return;
    }
    int attempts = failedAttempts.failed(version);
    if (attempts < mostAttempts && e.reason() != FetchException.Reason.GONE) {
      leave(task, e.label(), Poison.attempt(task, e.reason(), attempts, mostAttempts));
      return;
    }
    if (before != LedgerState.POISONED && !task.letters().take()) {
      leave(task, e.label(), "another object of its message has the dead letter");
      return;
    }
    poison.giveUp(task, version, e.label(), attempts, () -> failedAttempts.forget(version));
  }

  /** The dead letter that stands for it stays as it is. */
  private void gone(Task task, String reason) {
    observer.objectLeft(reason);
    task.done(ObjectOutcome.GONE);
  }

  private void leave(Task task, String reason, String detail) {
    boolean shutdown = reading.isClosed();
    observer.objectLeft(shutdown ? "shutdown" : reason);
    long heldBack = shutdown ? -1 : warnings.pass();
    if (heldBack >= 0) {
      LOG.warn(
          "Could not read s3://{}/{} ({}{}{}), {}{}",
          LogText.of(task.object().bucket()),
          LogText.of(task.object().key()),
          reason,
          detail.isEmpty() ? "" : "; ",
          LogText.of(detail),
          task.purpose() == ReadPurpose.GIVEN_UP ? "its dead letter stays open" : "it comes again",
          heldBack == 0 ? "" : " (" + heldBack + " more since the last line)");
    }
    task.done(ObjectOutcome.LEFT);
  }

  private LedgerState state(ObjectVersion version) throws InterruptedException {
    return ledger.states(Set.of(version)).getOrDefault(version, LedgerState.ABSENT);
  }
}
