package dev.weir.generate;

import java.time.Instant;

/** Makes files one after the other, the same for the same seed and times. Not thread-safe. */
public interface LogGenerator {

  /**
   * Makes the next file.
   *
   * @param end the time of the file; its records are from the fifteen seconds before
   */
  GeneratedFile next(Instant end);
}
