package dev.weir.notify;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A destination that answers in time. The AWS SDK bounds a call, but not what it needs before: the
 * credentials of the host or of a role.
 */
final class BoundedDestination implements Destination {
  private final Destination destination;
  private final Duration within;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  BoundedDestination(Destination destination, Duration within) {
    this.destination = destination;
    this.within = within;
  }

  @Override
  public String name() {
    return destination.name();
  }

  @Override
  public boolean takesMatches() {
    return destination.takesMatches();
  }

  @Override
  public Sent send(Outgoing message, String idempotencyKey) {
    Future<Sent> sent;
    try {
      sent = threads.submit(() -> destination.send(message, idempotencyKey));
    } catch (RejectedExecutionException e) {
      return later("Weir stops");
    }
    try {
      return sent.get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      sent.cancel(true);
      return later("AWS does not answer within " + within.toSeconds() + " s");
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      return later("Weir stops");
    } catch (ExecutionException e) {
      return later("it failed: " + SentText.line(String.valueOf(e.getCause()), 300));
    }
  }

  private Sent later(String why) {
    return new Sent.Later(
        Optional.empty(), "Destination " + name() + ": " + why + ". Weir sends the message later.");
  }

  @Override
  public void close() {
    threads.shutdownNow();
    destination.close();
  }
}
