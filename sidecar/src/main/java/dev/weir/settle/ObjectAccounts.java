package dev.weir.settle;

import dev.weir.account.Fate;
import dev.weir.account.Frame;
import dev.weir.account.Ledger;
import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import dev.weir.account.OpenObject;
import dev.weir.source.ObjectAccount;
import dev.weir.source.SourceLedger;
import dev.weir.source.UnreadableObject;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.ObjIntConsumer;

/** The ledger as the source sees it. */
public final class ObjectAccounts implements SourceLedger {
  private final Ledger ledger;
  private final LedgerIndex index;
  private final BooleanSupplier delivering;
  private final boolean handedOver;
  private final Fate missing;
  private final Clock clock;
  private final LongSupplier nanoClock;

  /**
   * Accounts of no object yet.
   *
   * @param index where the lines of objects are
   * @param delivering whether what is taken in goes out at once
   * @param handedOver whether it is enough, for a message to be deleted, that Fluent Bit has all
   *     records of its objects
   * @param missing the fate of frames that do not arrive: {@link Fate#UNACCOUNTED}, or {@link
   *     Fate#DROPPED_IN_FLUENT_BIT} where filters drop whole frames on purpose
   */
  public ObjectAccounts(
      Ledger ledger,
      LedgerIndex index,
      BooleanSupplier delivering,
      boolean handedOver,
      Fate missing,
      Clock clock,
      LongSupplier nanoClock) {
    this.ledger = ledger;
    this.index = index;
    this.delivering = delivering;
    this.handedOver = handedOver;
    this.missing = missing;
    this.clock = clock;
    this.nanoClock = nanoClock;
  }

  @Override
  public Map<ObjectVersion, LedgerState> states(Collection<ObjectVersion> objects)
      throws InterruptedException {
    Map<ObjectVersion, LedgerState> states = new HashMap<>(index.states(objects));
    // A collection tells of a write only after its refresh.
    states.replaceAll(
        (object, state) -> state == LedgerState.ABSENT ? ledger.settledAs(object) : state);
    return states;
  }

  @Override
  public LedgerState settledHere(ObjectVersion object) {
    return ledger.settledAs(object);
  }

  @Override
  public CompletableFuture<Void> giveUp(UnreadableObject object) {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    index.writePoisoned(
        new PoisonedObject(
            object.object(),
            object.reason(),
            object.type(),
            object.bytes(),
            object.attempts(),
            clock.instant()),
        () -> durable.complete(null),
        () -> durable.completeExceptionally(new IllegalStateException("not written")));
    return durable;
  }

  @Override
  public boolean isDelivering() {
    return delivering.getAsBoolean();
  }

  @Override
  public ObjectAccount open(
      ObjectVersion object, String type, long bytes, ObjIntConsumer<Frame> frameSettled) {
    OpenObject account = ledger.open(object);
    LedgerLine line = new LedgerLine(index, account, type, bytes, nanoClock);
    return handedOver
        ? new HandedOverAccount(ledger, account, line, frameSettled)
        : new SettledAccount(ledger, account, line, missing, frameSettled);
  }
}
