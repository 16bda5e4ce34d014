package dev.weir.source;

import dev.weir.account.Frame;
import dev.weir.account.ObjectVersion;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjIntConsumer;

/** A ledger for tests: sets of ordinals, nothing on disk. */
final class MemoryLedger implements SourceLedger {
  private final Map<ObjectVersion, Account> accounts = new LinkedHashMap<>();

  /** One object's account, over all attempts to read it. */
  final class Account implements OpenObject {
    private final BitSet settled = new BitSet();
    private final Map<Frame, Integer> open = new LinkedHashMap<>();
    private ObjIntConsumer<Frame> frameSettled = (frame, bytes) -> {};
    private CompletableFuture<Void> whole = new CompletableFuture<>();
    private long total = -1;
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
    public boolean giveUp(Frame frame) {
      synchronized (MemoryLedger.this) {
        givenUp.add(frame);
        settled.set((int) frame.first(), (int) frame.first() + frame.count());
      }
      check();
      return true;
    }

    @Override
    public CompletableFuture<Void> endReached(long totalRecords) {
      CompletableFuture<Void> answer;
      synchronized (MemoryLedger.this) {
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
        whole.complete(null);
      }
    }
  }

  @Override
  public synchronized boolean isSettled(ObjectVersion object) {
    Account account = accounts.get(object);
    return account != null && account.whole.isDone();
  }

  @Override
  public boolean isDelivering() {
    return true;
  }

  @Override
  public synchronized OpenObject open(
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
