package dev.weir.settle;

import dev.weir.account.Counts;
import dev.weir.account.Frame;
import dev.weir.account.Ledger;
import dev.weir.account.OpenObject;
import dev.weir.source.ObjectAccount;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjIntConsumer;

/**
 * An object that is settled when Fluent Bit has all of it in its buffer on disk: the choice of who
 * accepts that what is lost there is lost. Its line in {@code weir-ledger} is written then, and
 * again as its records meet their fates.
 */
final class HandedOverAccount implements ObjectAccount {
  private final Ledger ledger;
  private final OpenObject account;
  private final LedgerLine line;
  private final ObjIntConsumer<Frame> frameSettled;
  private final Map<Frame, Integer> unacknowledged = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> handedOver = new CompletableFuture<>();
  private volatile boolean ended;

  HandedOverAccount(
      Ledger ledger, OpenObject account, LedgerLine line, ObjIntConsumer<Frame> frameSettled) {
    this.ledger = ledger;
    this.account = account;
    this.line = line;
    this.frameSettled = frameSettled;
  }

  @Override
  public void frameSent(Frame frame, int frameBytes) {
    unacknowledged.put(frame, frameBytes);
    ledger.frameSent(account, frame, () -> {});
  }

  @Override
  public void frameAcknowledged(Frame frame) {
    Integer frameBytes = unacknowledged.remove(frame);
    if (frameBytes != null) {
      frameSettled.accept(frame, frameBytes);
    }
    completeIfDone();
  }

  @Override
  public boolean isSettled(Frame frame) {
    return !unacknowledged.containsKey(frame);
  }

  @Override
  public long giveUp(Frame frame) {
    throw new IllegalStateException("what Fluent Bit acknowledged is not looked for");
  }

  @Override
  public CompletableFuture<Counts> endReached(long totalRecords, long letters) {
    account.letters(letters);
    account.endReached(totalRecords);
    ended = true;
    completeIfDone();
    return line.close(handedOver, ledger);
  }

  @Override
  public void abandoned() {
    // What is acknowledged from now on is nobody's, and the next attempt counts anew.
    for (Frame frame : List.copyOf(unacknowledged.keySet())) {
      Integer frameBytes = unacknowledged.remove(frame);
      if (frameBytes != null) {
        frameSettled.accept(frame, frameBytes);
      }
    }
    ledger.abandon(account.object());
  }

  private void completeIfDone() {
    if (ended && unacknowledged.isEmpty()) {
      handedOver.complete(null);
    }
  }
}
