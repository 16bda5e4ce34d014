package dev.weir.settle;

import dev.weir.account.Counts;
import dev.weir.account.Fate;
import dev.weir.account.Frame;
import dev.weir.account.Ledger;
import dev.weir.account.OpenObject;
import dev.weir.source.ObjectAccount;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjIntConsumer;

/**
 * An object that is settled when each of its records has its fate. At its end, in this order: its
 * last bulk is answered, its line in {@code weir-ledger} is written, the source is told.
 */
final class SettledAccount implements ObjectAccount {
  private final Ledger ledger;
  private final OpenObject account;
  private final LedgerLine line;
  private final Fate missing;
  private final ObjIntConsumer<Frame> frameSettled;

  SettledAccount(
      Ledger ledger,
      OpenObject account,
      LedgerLine line,
      Fate missing,
      ObjIntConsumer<Frame> frameSettled) {
    this.ledger = ledger;
    this.account = account;
    this.line = line;
    this.missing = missing;
    this.frameSettled = frameSettled;
  }

  @Override
  public void frameSent(Frame frame, int frameBytes) {
    ledger.frameSent(account, frame, () -> frameSettled.accept(frame, frameBytes));
  }

  @Override
  public void frameAcknowledged(Frame frame) {
    // Fluent Bit's buffer is not the end of it.
  }

  @Override
  public boolean isSettled(Frame frame) {
    return account.isSettled(frame);
  }

  @Override
  public long giveUp(Frame frame) {
    return ledger.giveUp(account, frame, missing);
  }

  @Override
  public CompletableFuture<Counts> endReached(long totalRecords, long letters) {
    account.letters(letters);
    account.endReached(totalRecords);
    return line.close(account.complete(), ledger);
  }

  @Override
  public void abandoned() {
    ledger.abandon(account.object());
  }
}
