package dev.weir.source;

/** Whether more messages are welcome: how many are held, and how many objects wait. Thread-safe. */
final class IntakeRoom {
  private final int mostAtWork;
  private final int mostMessages;
  private int atWork;
  private int messages;

  /**
   * Room for messages.
   *
   * @param mostAtWork objects that are read or wait to be, and messages that are asked about
   * @param mostMessages held until all of their objects are settled
   */
  IntakeRoom(int mostAtWork, int mostMessages) {
    this.mostAtWork = mostAtWork;
    this.mostMessages = mostMessages;
  }

  synchronized void await() throws InterruptedException {
    while (atWork >= mostAtWork || messages >= mostMessages) {
      wait();
    }
  }

  synchronized void workBegins() {
    atWork++;
  }

  synchronized void workEnds() {
    atWork--;
    notifyAll();
  }

  synchronized void messageTaken() {
    messages++;
  }

  synchronized void messageDone() {
    messages--;
    notifyAll();
  }
}
