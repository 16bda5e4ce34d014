package dev.weir.races;

/**
 * One of the threads of a scenario. A type of its own: what the work holds is a field of a thread
 * then, by which Lincheck knows that several threads have it. It takes what a lambda holds for the
 * property of the thread that made it, and never switches where another one could read or write it.
 */
final class Side extends Thread {
  private final Runnable work;

  Side(Runnable work) {
    this.work = work;
  }

  @Override
  public void run() {
    work.run();
  }
}
