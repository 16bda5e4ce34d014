package dev.weir.source;

import dev.weir.account.Counts;
import dev.weir.account.Frame;
import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** A ledger for tests: sets of ordinals, nothing on disk. */
final class MemoryLedger implements SourceLedger {
  private final Map<ObjectVersion, Account> accounts = new LinkedHashMap<>();

  /** One object's account, over all attempts to read it. */
  final class Account implements ObjectAccount {
    private final BitSet settled = new BitSet();
    private final Map<Frame, Integer> open = new LinkedHashMap<>();
    private ObjIntConsumer<Frame> frameSettled = (frame, bytes) -> {};
    private CompletableFuture<Counts> whole = new CompletableFuture<>();
    private long total = -1;
    private long letters;
    final List<Frame> givenUp = new ArrayList<>();
    int attempts;
    int abandoned;

    @Override
    public void frameSent(Frame frame, int frameBytes) {
      synchronized (MemoryLedger.this) {
        open.put(frame, frameBytes);
      }
      check();
    }

    @Override
    public void frameAcknowledged(Frame frame) {}

    @Override
    public boolean isSettled(Frame frame) {
      synchronized (MemoryLedger.this) {
        int first = (int) frame.first();
        return settled.nextClearBit(first) >= first + frame.count();
      }
    }

    @Override
    public long giveUp(Frame frame) {
      synchronized (MemoryLedger.this) {
        givenUp.add(frame);
        settled.set((int) frame.first(), (int) frame.first() + frame.count());
      }
      check();
      return frame.count();
    }

    @Override
    public CompletableFuture<Counts> endReached(long totalRecords, long ofLetters) {
      CompletableFuture<Counts> answer;
      synchronized (MemoryLedger.this) {
        letters = ofLetters;
        total = totalRecords;
        answer = whole;
      }
      check();
      return answer;
    }

    @Override
    public void abandoned() {
      synchronized (MemoryLedger.this) {
        abandoned++;
      }
    }

    private void check() {
      Map<Frame, Integer> done = new LinkedHashMap<>();
      boolean complete;
      synchronized (MemoryLedger.this) {
        open.forEach(
            (frame, bytes) -> {
              int first = (int) frame.first();
              if (settled.nextClearBit(first) >= first + frame.count()) {
                done.put(frame, bytes);
              }
            });
        done.keySet().forEach(open::remove);
        complete = total >= 0 && settled.nextClearBit(0) >= total;
      }
      done.forEach((frame, bytes) -> frameSettled.accept(frame, bytes));
      if (complete) {
        whole.complete(counts.withIncomplete(letters));
      }
    }
  }

  /** The fates of each object that is settled from now on. */
  volatile Counts counts = Counts.NONE;

  /** Asked questions, one for each call. */
  final List<Collection<ObjectVersion>> questions = new CopyOnWriteArrayList<>();

  final List<UnreadableObject> givenUp = new CopyOnWriteArrayList<>();
  private final Semaphore answers = new Semaphore(1);
  private final AtomicReference<@Nullable CountDownLatch> late = new AtomicReference<>();
  private final Map<ObjectVersion, LedgerState> elsewhere = new ConcurrentHashMap<>();
  private final Map<ObjectVersion, LedgerState> next = new ConcurrentHashMap<>();

  /** Answers no question until it is told otherwise. */
  void silent(boolean so) throws InterruptedException {
    if (so) {
      answers.acquire();
    } else {
      answers.release();
    }
  }

  /** Withholds what the next question is answered with, as of when it was asked, until released. */
  CountDownLatch answerNextLate() {
    CountDownLatch release = new CountDownLatch(1);
    late.set(release);
    return release;
  }

  /** Another process writes this right after the next question is answered. */
  void tellNext(ObjectVersion object, LedgerState state) {
    next.put(object, state);
  }

  /** Another process wrote this. */
  void tell(ObjectVersion object, LedgerState state) {
    elsewhere.put(object, state);
  }

  @Override
  public Map<ObjectVersion, LedgerState> states(Collection<ObjectVersion> objects)
      throws InterruptedException {
    questions.add(List.copyOf(objects));
    answers.acquire();
    answers.release();
    Map<ObjectVersion, LedgerState> states = new LinkedHashMap<>();
    objects.forEach(object -> states.put(object, state(object)));
    elsewhere.putAll(next);
    CountDownLatch release = late.getAndSet(null);
    if (release != null) {
      release.await();
    }
    return states;
  }

  private synchronized LedgerState state(ObjectVersion object) {
    Account account = accounts.get(object);
    boolean settled = account != null && account.whole.isDone();
    return settled && account != null
        ? account.whole.join().state()
        : elsewhere.getOrDefault(object, LedgerState.ABSENT);
  }

  @Override
  public CompletableFuture<Void> giveUp(UnreadableObject object) {
    givenUp.add(object);
    elsewhere.put(object.object(), LedgerState.POISONED);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized LedgerState settledHere(ObjectVersion object) {
    Account account = accounts.get(object);
    return account != null && account.whole.isDone()
        ? account.whole.join().state()
        : LedgerState.ABSENT;
  }

  @Override
  public boolean isDelivering() {
    return true;
  }

  @Override
  public synchronized ObjectAccount open(
      ObjectVersion object, String type, long bytes, ObjIntConsumer<Frame> frameSettled) {
    Account account = accounts.computeIfAbsent(object, key -> new Account());
    account.attempts++;
    account.frameSettled = frameSettled;
    return account;
  }

  void settle(ObjectVersion object, long ordinal) {
    Account account;
    synchronized (this) {
      account = accounts.computeIfAbsent(object, key -> new Account());
      account.settled.set((int) ordinal);
    }
    account.check();
  }

  synchronized List<ObjectVersion> objects() {
    return new ArrayList<>(accounts.keySet());
  }

  synchronized Account account(ObjectVersion object) {
    Account account = accounts.get(object);
    if (account == null) {
      throw new AssertionError("no account of " + object);
    }
    return account;
  }

  synchronized long settledObjects() {
    return accounts.values().stream().filter(account -> account.whole.isDone()).count();
  }

  synchronized long openFrames() {
    return accounts.values().stream().mapToLong(account -> account.open.size()).sum();
  }
}
