package dev.weir.sink;

import dev.weir.event.JsonBuffer;
import dev.weir.letters.DeadLetter;

/** Where the documents of a chunk are written to. */
public interface DocumentTarget {
  /**
   * Begins a document that is created once, whatever happens: a second one with its id in the same
   * index changes nothing.
   *
   * @param index the index's name, ASCII
   * @param id the document's id, ASCII, at most 512 bytes
   * @return where to append one JSON object, without line breaks; valid until {@link #end}
   */
  JsonBuffer begin(byte[] index, byte[] id);

  /**
   * Ends the document that was begun. May wait for room.
   *
   * @param token names the record to whoever hears of its outcome
   * @param ingestedAt where in the buffer an instant of 24 characters stands ({@code
   *     2026-11-21T02:10:49.123Z}) that is set to the time of each sending, or -1
   */
  void end(int token, int ingestedAt);

  /**
   * {@link #end} of a document that may have come before, and lie in another index of its type:
   * those are asked before it is sent, and where it is, nothing is.
   */
  void endElsewhere(int token, int ingestedAt);

  /**
   * {@link #end} of a match of a record, which counts as no record; its token is final when
   * OpenSearch has it.
   */
  void endMatch(int token, int matchedAt);

  /** Takes back the document that was begun. */
  void abandon();

  /** Adds a record that is no document; it is final when it is kept as a dead letter. */
  void deadLetter(int token, DeadLetter letter);

  /** How many bytes of a record a dead letter keeps. */
  int bodyLimit();

  /** Gives up what was not yet sent: nobody is left to tell. */
  void cancel();
}
