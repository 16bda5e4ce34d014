package dev.weir.source;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether one message may bring about a dead letter for an object that cannot be had. Of the
 * objects of one message one gets a letter; are there more, the message stays and goes to the
 * queue's dead-letter queue, where it names them all. So who may send messages cannot fill the
 * index of dead letters with objects that never were. Thread-safe.
 */
final class MessageLetters {
  private final AtomicBoolean left;

  private MessageLetters(boolean left) {
    this.left = new AtomicBoolean(left);
  }

  /** For a message of which no object has a letter. */
  static MessageLetters one() {
    return new MessageLetters(true);
  }

  /** For a message of which an object has a letter, from when it came before. */
  static MessageLetters none() {
    return new MessageLetters(false);
  }

  /** True for the one object that gets the letter. */
  boolean take() {
    return left.compareAndSet(true, false);
  }
}
