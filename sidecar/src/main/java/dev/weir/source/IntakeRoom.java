package dev.weir.source;

import java.util.function.IntSupplier;

/** Whether more messages are welcome: how many are held, and how many objects wait. Thread-safe. */
final class IntakeRoom {
  private final IntSupplier mostAtWork;
  private final int mostMessages;
  private int atWork;
  private int messages;

  /**
   * Room for messages.
   *
   * @param mostAtWork objects that are read or wait to be, and messages that are asked about
   * @param mostMessages held until all of their objects are settled
   */
  IntakeRoom(IntSupplier mostAtWork, int mostMessages) {
    this.mostAtWork = mostAtWork;
    this.mostMessages = mostMessages;
  }

  synchronized void await() throws InterruptedException {
    while (!isRoom()) {
      wait();
    }
  }

  synchronized void workBegins() {
    atWork++;
  }

  synchronized void workEnds() {
    atWork--;
    wake();
  }

  synchronized void messageTaken() {
    messages++;
  }

  synchronized void messageDone() {
    messages--;
    wake();
  }

  private boolean isRoom() {
    return atWork < mostAtWork.getAsInt() && messages < mostMessages;
  }

  private void wake() {
    if (isRoom()) {
      notifyAll();
    }
  }
}
