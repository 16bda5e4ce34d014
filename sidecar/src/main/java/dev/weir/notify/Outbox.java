package dev.weir.notify;

import dev.weir.alert.SendStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Sends alerts to all destinations, each on a thread of its own: one that is dead holds up no
 * other, and nothing of the pipeline. What is not taken waits in OpenSearch, across restarts.
 */
public final class Outbox implements AutoCloseable {
  private static final Duration LAST_SENDS = Duration.ofSeconds(3);

  private final LongSupplier nanoClock;
  private final List<Courier> couriers = new ArrayList<>();

  /**
   * Does nothing before {@link #start}.
   *
   * @param atWork whether this process is the one of the fleet that sends
   */
  public Outbox(
      Destinations destinations,
      SendStore store,
      BooleanSupplier atWork,
      NotifyObserver observer,
      Clock clock,
      LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    for (Destination destination : destinations.all()) {
      couriers.add(
          new Courier(destination, destinations, store, atWork, observer, clock, nanoClock));
    }
  }

  /** Sends from now on. */
  public void start() {
    couriers.forEach(Courier::start);
  }

  /** Sends nothing more. What is being sent gets a little time to arrive. */
  @Override
  public void close() {
    couriers.forEach(Courier::stop);
    long end = nanoClock.getAsLong() + LAST_SENDS.toNanos();
    couriers.forEach(
        courier -> courier.close(Duration.ofNanos(Math.max(1, end - nanoClock.getAsLong()))));
  }
}
