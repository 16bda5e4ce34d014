package dev.weir.settle;

import dev.weir.account.Counts;
import dev.weir.account.FateName;
import dev.weir.account.Ledger;
import dev.weir.account.OpenObject;
import dev.weir.account.OrdinalRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One object's line in {@code weir-ledger}: written when the object is settled, and anew when
 * records come late, one request after the other, so that the last one holds. Thread-safe.
 */
final class LedgerLine {

  private final LedgerIndex index;
  private final OpenObject account;
  private final String type;
  private final long bytes;
  private final LongSupplier nanoClock;
  private final long openedNanos;
  private boolean writing;
  private boolean stale;
  private @Nullable Counts written;

  LedgerLine(
      LedgerIndex index, OpenObject account, String type, long bytes, LongSupplier nanoClock) {
    this.index = index;
    this.account = account;
    this.type = type;
    this.bytes = bytes;
    this.nanoClock = nanoClock;
    this.openedNanos = nanoClock.getAsLong();
  }

  /** Writes it; completes when OpenSearch has it, exceptionally if the sink closes first. */
  CompletableFuture<Void> write() {
    Counts counts;
    List<OrdinalRun> open;
    synchronized (this) {
      // Under the account's own lock, so that both say the same.
      synchronized (account) {
        counts = account.counts();
        open = account.openRuns(LedgerDocument.MOST_RUNS);
      }
      writing = true;
      stale = false;
      written = counts;
    }
    CompletableFuture<Void> durable = new CompletableFuture<>();
    index.write(
        document(counts, open),
        () -> {
          durable.complete(null);
          ended();
        },
        () -> {
          durable.completeExceptionally(new IllegalStateException("not written"));
          ended();
        });
    return durable;
  }

  /**
   * Writes it once the object is done, and closes the object; whatever comes late then has it
   * written anew.
   *
   * @param done completes when all that the object waits for is there
   * @return its counts, when OpenSearch has the line
   */
  CompletableFuture<Counts> close(CompletableFuture<?> done, Ledger ledger) {
    return done.thenCompose(nothing -> write())
        .thenApply(
            nothing -> {
              ledger.close(account.object(), this::changed);
              // What came late meanwhile is not in the line yet.
              changed();
              return account.counts();
            });
  }

  /** The object's counts may be others than those that were written. */
  void changed() {
    synchronized (this) {
      if (writing) {
        stale = true;
        return;
      }
      if (account.counts().equals(written)) {
        return;
      }
      writing = true;
    }
    var unused = write();
  }

  private void ended() {
    boolean again;
    synchronized (this) {
      writing = false;
      again = stale;
    }
    if (again) {
      changed();
    }
  }

  private LedgerDocument document(Counts counts, List<OrdinalRun> open) {
    return new LedgerDocument(
        account.object(),
        bytes,
        type,
        counts.read(),
        byFate(counts),
        instant(account.firstEventMillis()),
        instant(account.lastEventMillis()),
        account.attempts(),
        Duration.ofNanos(nanoClock.getAsLong() - openedNanos),
        open,
        counts.unparsed(),
        counts.incomplete());
  }

  static SortedMap<String, Long> byFate(Counts counts) {
    SortedMap<String, Long> records = new TreeMap<>();
    records.put(FateName.INDEXED.label(), counts.indexed());
    records.put(FateName.ALREADY_INDEXED.label(), counts.alreadyIndexed());
    records.put(FateName.DROPPED_IN_FLUENT_BIT.label(), counts.droppedInFluentBit());
    records.put(FateName.UNACCOUNTED.label(), counts.unaccounted());
    records.put(FateName.IN_FLIGHT.label(), counts.inFlight());
    counts
        .filtered()
        .forEach((reason, count) -> records.put(FateName.FILTERED.label(reason), count));
    counts
        .deadLettered()
        .forEach((reason, count) -> records.put(FateName.DEAD_LETTERED.label(reason), count));
    return records;
  }

  static @Nullable Instant instant(@Nullable Long epochMillis) {
    return epochMillis == null ? null : Instant.ofEpochMilli(epochMillis);
  }
}
