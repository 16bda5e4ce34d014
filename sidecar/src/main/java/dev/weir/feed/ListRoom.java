package dev.weir.feed;

import java.io.IOException;

/**
 * What one list may take of the heap. Whoever reads a list asks before its arrays grow, since a
 * heap that is full ends the process, and with it what was in force.
 */
public final class ListRoom {
  /** The part of the heap that all lists may take together, in percent. */
  static final int PERCENT = 30;

  private final long bytes;
  private final long inForce;

  /**
   * Room for a list.
   *
   * @param bytes what it may take, with what is in force of it until it is read
   * @param inForce what is in force of it
   */
  ListRoom(long bytes, long inForce) {
    this.bytes = bytes;
    this.inForce = inForce;
  }

  /** Room for a list that is the only one. */
  public static ListRoom ofHeap() {
    return new ListRoom(shareOfHeap(), 0);
  }

  /** What all lists may take together. */
  static long shareOfHeap() {
    return Runtime.getRuntime().maxMemory() / 100 * PERCENT;
  }

  /**
   * Looks whether the list may go on to grow.
   *
   * @param held what it will take once it is in force, in bytes
   * @param peak what reading it takes at most if it grows once more and then ends, in bytes
   * @throws IOException if there is no room
   */
  public void check(long held, long peak) throws IOException {
    if (peak + Math.max(held, inForce) > bytes) {
      throw new IOException(
          "there is no room for it: lists may take %d MiB of the heap together, which leaves %d MiB"
                  .formatted(shareOfHeap() >> 20, Math.max(0, bytes) >> 20)
              + " for this one. Give Java a larger heap, or make the list shorter");
    }
  }
}
