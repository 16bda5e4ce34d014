package dev.weir.daemon;

import dev.weir.account.Counts;
import dev.weir.account.Frame;
import dev.weir.account.Ledger;
import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import dev.weir.sink.LedgerDocument;
import dev.weir.sink.OpenSearchSink;
import dev.weir.sink.PoisonedObject;
import dev.weir.source.OpenObject;
import dev.weir.source.SourceLedger;
import dev.weir.source.UnreadableObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as the source sees it. At the end of an object, in this order: its last bulk is
 * answered, its line in {@code weir-ledger} is written, the source is told.
 */
final class ObjectAccounts implements SourceLedger {
  private final Ledger ledger;
  private final OpenSearchSink sink;
  private final Clock clock;
  private final LongSupplier nanoClock;

  ObjectAccounts(Ledger ledger, OpenSearchSink sink, Clock clock, LongSupplier nanoClock) {
    this.ledger = ledger;
    this.sink = sink;
    this.clock = clock;
    this.nanoClock = nanoClock;
  }

  @Override
  public Map<ObjectVersion, LedgerState> states(Collection<ObjectVersion> objects)
      throws InterruptedException {
    Map<ObjectVersion, LedgerState> states = new HashMap<>(sink.ledgerStates(objects));
    // A collection tells of a write only after its refresh; what fates those were is not kept here.
    states.replaceAll(
        (object, state) ->
            state == LedgerState.ABSENT && ledger.wasSettled(object)
                ? LedgerState.UNACCOUNTED
                : state);
    return states;
  }

  @Override
  public CompletableFuture<Void> giveUp(UnreadableObject object) {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    sink.writePoisoned(
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
  public OpenObject open(
      ObjectVersion object, String type, long bytes, ObjIntConsumer<Frame> frameSettled) {
    return new Account(ledger.open(object), type, bytes, frameSettled);
  }

  private final class Account implements OpenObject {
    private final dev.weir.account.OpenObject account;
    private final String type;
    private final long bytes;
    private final ObjIntConsumer<Frame> frameSettled;
    private final long openedNanos = nanoClock.getAsLong();

    Account(
        dev.weir.account.OpenObject account,
        String type,
        long bytes,
        ObjIntConsumer<Frame> frameSettled) {
      this.account = account;
      this.type = type;
      this.bytes = bytes;
      this.frameSettled = frameSettled;
    }

    @Override
    public void frameSent(Frame frame, int frameBytes) {
      ledger.frameSent(account, frame, () -> frameSettled.accept(frame, frameBytes));
    }

    @Override
    public CompletableFuture<Boolean> endReached(long totalRecords) {
      account.endReached(totalRecords);
      return account
          .complete()
          .thenCompose(this::write)
          .thenApply(
              written -> {
                ledger.close(account.object());
                return account.counts().unaccounted() == 0;
              });
    }

    @Override
    public void abandoned() {
      ledger.abandon(account.object());
    }

    private CompletableFuture<Void> write(Counts counts) {
      CompletableFuture<Void> durable = new CompletableFuture<>();
      sink.writeLedger(
          new LedgerDocument(
              account.object(),
              bytes,
              type,
              counts.read(),
              byFate(counts),
              instant(account.firstEventMillis()),
              instant(account.lastEventMillis()),
              account.attempts(),
              Duration.ofNanos(nanoClock.getAsLong() - openedNanos)),
          () -> durable.complete(null),
          () -> durable.completeExceptionally(new IllegalStateException("not written")));
      return durable;
    }
  }

  private static SortedMap<String, Long> byFate(Counts counts) {
    SortedMap<String, Long> records = new TreeMap<>();
    records.put("indexed", counts.indexed());
    records.put("already_indexed", counts.alreadyIndexed());
    records.put("dropped_in_fluent_bit", counts.droppedInFluentBit());
    records.put("unaccounted", counts.unaccounted());
    counts.filtered().forEach((reason, count) -> records.put("filtered." + reason, count));
    counts.deadLettered().forEach((reason, count) -> records.put("dead_lettered." + reason, count));
    return records;
  }

  private static @Nullable Instant instant(@Nullable Long epochMillis) {
    return epochMillis == null ? null : Instant.ofEpochMilli(epochMillis);
  }
}
