package dev.weir.lab;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for a state, to a deadline; never for a time. */
public final class Eventually {
  /**
   * What is waited for.
   *
   * @param <E> what a look at it may throw
   */
  public interface State<E extends Exception> {
    /** Looks at it; called again and again. */
    boolean isReached() throws E;
  }

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long STEP_NANOS = Duration.ofMillis(5).toNanos();

  private Eventually() {}

  /**
   * Returns when the state is reached, within half a minute.
   *
   * @param name what a failure calls the state
   */
  public static <E extends Exception> void until(String name, State<E> state) throws E {
    until(LIMIT, state, () -> name);
  }

  /**
   * Returns when the state is reached, within half a minute.
   *
   * @param seen what a failure says there is instead
   */
  public static <E extends Exception> void until(State<E> state, Supplier<String> seen) throws E {
    until(LIMIT, state, seen);
  }

  /**
   * Returns when the state is reached.
   *
   * @throws IllegalStateException at the deadline, or if this thread is interrupted, with what
   *     {@code seen} says
   */
  public static <E extends Exception> void until(
      Duration limit, State<E> state, Supplier<String> seen) throws E {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!state.isReached()) {
      if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("not within " + limit + ": " + seen.get());
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }
}
