package dev.weir.sink;

import dev.weir.letters.DeadLetter;

/** What became of one document. Each token handed in meets exactly one. */
public sealed interface Delivery {
  /** Written by this document's own request. */
  record Created() implements Delivery {}

  /** The index held a document with this id before. */
  record AlreadyThere() implements Delivery {}

  /**
   * Kept in {@code weir-dead-letters}. {@code reason} and {@code stage} are of bounded sets, fit
   * for labels. {@code whole} says whether the letter holds all of the record, so that it can be
   * sent again.
   */
  record DeadLettered(String reason, String stage, boolean whole) implements Delivery {
    /** The outcome of a record, once its letter is kept. */
    static DeadLettered of(DeadLetter letter) {
      return new DeadLettered(letter.reason(), letter.stage(), letter.body().isWhole());
    }
  }

  /** Not written, or written without an answer: its batch was cancelled or the sink closed. */
  record Cancelled() implements Delivery {}

  Delivery CREATED = new Created();
  Delivery ALREADY_THERE = new AlreadyThere();
  Delivery CANCELLED = new Cancelled();
}
