package dev.weir.races;

import org.jetbrains.lincheck.Lincheck;

/**
 * Runs a scenario in many of the orders in which its threads can take their turns. The orders are
 * the same ones in each build. Lincheck prints the one that fails.
 */
public final class Interleavings {
  /** Races that were made to try the tests showed in fewer. */
  private static final int ORDERS = 100;

  private Interleavings() {}

  /**
   * Runs the scenario from its beginning in each order.
   *
   * @param scenario sets up what the threads share, runs them, and asserts what holds afterwards
   */
  public static void each(Runnable scenario) {
    each(ORDERS, scenario);
  }

  /**
   * Runs the scenario from its beginning in each order.
   *
   * @param orders how many, where a hundred are too few to find what the test is there for
   */
  public static void each(int orders, Runnable scenario) {
    Lincheck.runConcurrentTest(orders, scenario);
  }

  /** Runs each side on a thread of its own, and waits until all have ended. */
  public static void together(Runnable... sides) {
    // A loop: Lincheck does not see threads that a stream makes.
    Thread[] threads = new Thread[sides.length];
    for (int side = 0; side < sides.length; side++) {
      threads[side] = start(sides[side]);
    }
    for (Thread thread : threads) {
      join(thread);
    }
  }

  /** Runs something on a thread of its own. */
  public static Thread start(Runnable work) {
    Thread thread = new Side(work);
    thread.start();
    return thread;
  }

  /** Waits until a thread has ended. */
  public static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
