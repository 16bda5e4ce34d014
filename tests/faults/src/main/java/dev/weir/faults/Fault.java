package dev.weir.faults;

import java.io.IOException;

/** One thing that goes wrong and is mended again. Used once, by one thread. */
sealed interface Fault
    permits WeirKilled,
        WeirStopped,
        WeirPaused,
        ClockStep,
        FluentBitKilled,
        DiskFull,
        ChunkCorrupted,
        OpenSearchAway,
        SearchDisturbed,
        ConnectionFlood,
        ForwardCut,
        MessagesAgain,
        KeyOverwritten {
  /**
   * Breaks it.
   *
   * @throws IOException if that cannot be done: then the run says nothing, and fails
   */
  void inject() throws IOException, InterruptedException;

  /** Mends it; returns when that is done. Called once, after {@link #inject}. */
  void heal() throws IOException, InterruptedException;
}
