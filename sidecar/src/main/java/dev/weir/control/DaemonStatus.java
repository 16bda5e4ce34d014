package dev.weir.control;

import dev.weir.account.Counts;
import dev.weir.account.Ledger;
import dev.weir.proto.v1.StatusReply;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The status of this process, as it is at the time of asking. Thread-safe. */
public final class DaemonStatus implements Supplier<StatusReply> {
  private final String version;
  private final Ledger ledger;
  private final Supplier<Map<String, String>> notReady;
  private final Consumer<StatusReply.Builder> details;
  private final LongSupplier nanoClock;
  private final long startedNanos;

  /**
   * The status from now on: the uptime begins here.
   *
   * @param notReady the checks that fail, by name, with the reason in plain words
   * @param nanoClock as {@link System#nanoTime}
   */
  public DaemonStatus(
      String version,
      Ledger ledger,
      Supplier<Map<String, String>> notReady,
      LongSupplier nanoClock) {
    this(version, ledger, notReady, details -> {}, nanoClock);
  }

  /**
   * The status from now on: the uptime begins here.
   *
   * @param notReady the checks that fail, by name, with the reason in plain words
   * @param details adds what the parts of this process and its surroundings say of themselves
   * @param nanoClock as {@link System#nanoTime}
   */
  public DaemonStatus(
      String version,
      Ledger ledger,
      Supplier<Map<String, String>> notReady,
      Consumer<StatusReply.Builder> details,
      LongSupplier nanoClock) {
    this.details = details;
    this.version = version;
    this.ledger = ledger;
    this.notReady = notReady;
    this.nanoClock = nanoClock;
    this.startedNanos = nanoClock.getAsLong();
  }

  @Override
  public StatusReply get() {
    Counts counts = ledger.totals();
    StatusReply.Builder status =
        StatusReply.newBuilder()
            .setVersion(version)
            .setUptimeSeconds((nanoClock.getAsLong() - startedNanos) / 1_000_000_000L)
            .setRecords(Answers.conservation(counts))
            .setUnparsed(counts.unparsed())
            .setOpenObjects(ledger.openObjects())
            .setSettledObjects(ledger.closedObjects())
            .putAllNotReady(notReady.get());
    details.accept(status);
    return status.build();
  }
}
