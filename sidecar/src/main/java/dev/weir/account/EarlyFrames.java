package dev.weir.account;

/**
 * Hears of frames whose object this process did not open: their records may be late ones of an
 * object that a process before this one settled. Called on the threads that finish chunks; must not
 * block.
 */
@FunctionalInterface
public interface EarlyFrames {
  /** For whom such frames are nothing but early. */
  EarlyFrames NONE = (fates, whole) -> {};

  /**
   * A chunk with such a frame is final.
   *
   * @param whole as for {@link Ledger#settle}
   */
  void arrived(FrameFates fates, boolean whole);
}
