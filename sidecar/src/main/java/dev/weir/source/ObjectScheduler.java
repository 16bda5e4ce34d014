package dev.weir.source;

import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import dev.weir.source.queue.NotifiedObject;
import dev.weir.source.queue.ObjectIntake;
import dev.weir.type.Recognition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the objects that messages name and listings find, and has each seen through: refused,
 * skipped, or read, several at once, none twice at the same time.
 */
final class ObjectScheduler implements ObjectIntake {
  /** What will become of an object, how soon it is looked after, and whether alerts are told. */
  private record Named(Urgency urgency, boolean told, CompletableFuture<ObjectOutcome> outcome) {}

  private final Buckets buckets;
  private final SourceLedger ledger;
  private final ObjectWork work;
  private final WorkThreads reading;
  private final WorkThreads following;
  private final IntakeRoom room;
  private final SourceObserver observer;
  private final LongSupplier nanoClock;

  /** What is named and not settled yet, by what the notification says. */
  private final Map<NotifiedObject, Named> named = new ConcurrentHashMap<>();

  ObjectScheduler(
      Buckets buckets,
      SourceLedger ledger,
      ObjectWork work,
      WorkThreads reading,
      WorkThreads following,
      IntakeRoom room,
      SourceObserver observer,
      LongSupplier nanoClock) {
    this.buckets = buckets;
    this.ledger = ledger;
    this.work = work;
    this.reading = reading;
    this.following = following;
    this.room = room;
    this.observer = observer;
    this.nanoClock = nanoClock;
  }

  @Override
  public void awaitRoom() throws InterruptedException {
    room.await();
  }

  @Override
  public @Nullable String refuse(List<NotifiedObject> objects) {
    for (NotifiedObject object : objects) {
      Bucket bucket = buckets.of(object.bucket(), object.key());
      if (bucket == null) {
        return "bucket_not_configured";
      }
      String expected = bucket.settings().expectedOwner();
      if (expected != null && object.owner() != null && !expected.equals(object.owner())) {
        return "other_owner";
      }
    }
    return null;
  }

  @Override
  public List<CompletableFuture<Boolean>> take(List<List<NotifiedObject>> messages) {
    List<NamedMessage> taken = messages.stream().map(NamedMessage::new).toList();
    for (NamedMessage message : taken) {
      room.messageTaken();
      var unused = message.end().whenComplete((settled, failure) -> room.messageDone());
    }
    if (!taken.isEmpty() && !startLive("weir-messages", () -> messages(taken))) {
      taken.forEach(NamedMessage::comesAgain);
    }
    return taken.stream().map(NamedMessage::end).toList();
  }

  /**
   * Takes an object that a listing found.
   *
   * @param purpose unless the ledger has it by then
   * @param told whether people are told of alerts of its records
   * @param stillWanted asked when its turn comes; if not, it is left
   */
  CompletableFuture<ObjectOutcome> catchUp(
      NotifiedObject object, ReadPurpose purpose, boolean told, BooleanSupplier stillWanted) {
    BooleanSupplier both = () -> !reading.isClosed() && stillWanted.getAsBoolean();
    return both.getAsBoolean()
        ? take(
            object, LedgerState.ABSENT, Urgency.CATCH_UP, purpose, told, MessageLetters.one(), both)
        : CompletableFuture.completedFuture(ObjectOutcome.LEFT);
  }

  /** Why nothing of the object is to be read, whoever names it; null if it is. */
  @Nullable String skipReason(NotifiedObject object) {
    Bucket bucket = buckets.of(object.bucket(), object.key());
    return bucket == null ? "bucket_not_configured" : skipReason(object, bucket);
  }

  /** Waits until nothing is at work, or the time is over. */
  void awaitIdle(Duration limit) throws InterruptedException {
    try {
      CompletableFuture.allOf(
              named.values().stream().map(Named::outcome).toArray(CompletableFuture[]::new))
          .get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException late) {
      // What is still at work comes again.
    }
  }

  /** Reads no more: what is not read to its end must come again, which is told at once. */
  void stopReading() {
    reading.close();
  }

  /** Does nothing more, with what is settled neither. */
  void close() {
    stopReading();
    following.close();
  }

  /** Asks the ledger for all that is not at work, in one question, and takes it. */
  private void messages(List<NamedMessage> messages) {
    boolean answered = false;
    try {
      Set<ObjectVersion> asked = new HashSet<>();
      for (NamedMessage message : messages) {
        message.others().addAll(notAtWork(message));
        asked.addAll(askedFor(message.others()));
      }
      Map<ObjectVersion, LedgerState> states = asked.isEmpty() ? Map.of() : ledger.states(asked);
      messages.forEach(message -> take(message, states));
      answered = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      observer.objectLeft("shutdown");
    } finally {
      if (!answered) {
        messages.forEach(NamedMessage::comesAgain);
      }
    }
  }

  /** Joins what is at work already; the rest, which is not looked for again: see below. */
  private List<NotifiedObject> notAtWork(NamedMessage message) {
    List<NotifiedObject> others = new ArrayList<>();
    for (NotifiedObject object : message.objects()) {
      Named known = named.get(object);
      if (known != null && joins(known, Urgency.LIVE, true)) {
        // Settled before the ledger answers, it would be read once more.
        message.parts().add(known.outcome());
      } else {
        others.add(object);
      }
    }
    return others;
  }

  private void take(NamedMessage message, Map<ObjectVersion, LedgerState> states) {
    boolean poisoned =
        message.others().stream()
            .anyMatch(object -> states.get(named(object)) == LedgerState.POISONED);
    MessageLetters letters = poisoned ? MessageLetters.none() : MessageLetters.one();
    for (NotifiedObject object : message.others()) {
      LedgerState state = states.getOrDefault(named(object), LedgerState.ABSENT);
      message
          .parts()
          .add(take(object, state, Urgency.LIVE, ReadPurpose.MISSING, true, letters, () -> true));
    }
    message.endsWithItsParts(reading::isClosed);
  }

  private List<ObjectVersion> askedFor(List<NotifiedObject> objects) {
    // One object of which no version is told is asked about when S3 has told it.
    return objects.stream()
        .filter(object -> object.version() != null || objects.size() > 1)
        .filter(object -> skipReason(object) == null)
        .map(ObjectScheduler::named)
        .toList();
  }

  /** As the ledger has it if it was given up, without a version if none is told. */
  private static ObjectVersion named(NotifiedObject object) {
    ObjectVersion version = object.version();
    return version == null ? ObjectVersion.of(object.bucket(), object.key(), "") : version;
  }

  private CompletableFuture<ObjectOutcome> take(
      NotifiedObject object,
      LedgerState state,
      Urgency urgency,
      ReadPurpose purpose,
      boolean told,
      MessageLetters letters,
      BooleanSupplier stillWanted) {
    Named fresh = new Named(urgency, told, new CompletableFuture<>());
    Named holder =
        named.merge(object, fresh, (known, ours) -> joins(known, urgency, told) ? known : ours);
    if (!holder.equals(fresh)) {
      return holder.outcome();
    }
    Bucket bucket = buckets.of(object.bucket(), object.key());
    if (bucket == null || reading.isClosed()) {
      done(object, fresh, ObjectOutcome.LEFT);
      return fresh.outcome();
    }
    String skip = skipReason(object, bucket);
    if (skip != null) {
      observer.objectSkipped(skip);
      done(object, fresh, ObjectOutcome.SKIPPED);
      return fresh.outcome();
    }
    Task task =
        new Task(
            object,
            bucket,
            urgency,
            purpose,
            told,
            letters,
            stillWanted,
            nanoClock.getAsLong(),
            outcome -> done(object, fresh, outcome));
    if (purpose.isDone(state)) {
      work.settledBefore(task, state);
    } else if (!start(task)) {
      task.done(ObjectOutcome.LEFT);
    }
    return fresh.outcome();
  }

  /**
   * Whether it is enough to wait for what is known. A message does not wait for the turn of what is
   * caught up on: it takes the object itself, and the other finds it read when its turn comes. Nor
   * does who tells people of alerts wait for who does not.
   */
  private static boolean joins(Named known, Urgency urgency, boolean told) {
    return known.urgency() == Urgency.LIVE
        || (urgency == Urgency.CATCH_UP && (known.told() || !told));
  }

  private boolean start(Task task) {
    return switch (task.urgency()) {
      case LIVE -> startLive("weir-object", () -> work.run(task));
      case CATCH_UP -> reading.start("weir-object", () -> work.run(task));
    };
  }

  /** What messages ask for takes room until it is read, and so holds back further messages. */
  private boolean startLive(String name, Runnable live) {
    room.workBegins();
    boolean started =
        reading.start(
            name,
            () -> {
              try {
                live.run();
              } finally {
                room.workEnds();
              }
            });
    if (!started) {
      room.workEnds();
    }
    return started;
  }

  private static @Nullable String skipReason(NotifiedObject object, Bucket bucket) {
    if (object.isFolder()) {
      return "folder";
    }
    if (bucket.excludes(object.key())) {
      return "excluded";
    }
    if (bucket.recognize(object.key()) instanceof Recognition.Skipped skipped) {
      return skipped.reason();
    }
    return object.bytes() == 0 ? "empty" : null;
  }

  private void done(NotifiedObject object, Named fresh, ObjectOutcome outcome) {
    named.remove(object, fresh);
    fresh.outcome().complete(outcome);
  }
}
