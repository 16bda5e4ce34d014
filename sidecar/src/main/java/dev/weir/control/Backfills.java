package dev.weir.control;

import dev.weir.proto.v1.BackfillProgress;
import dev.weir.proto.v1.BackfillRequest;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs backfills for who asks over the control service. Thread-safe. */
public interface Backfills {
  /**
   * Runs one to its end.
   *
   * @param progress told every now and then, and once more at the end
   * @param cancelled whether nobody waits for it any more
   * @throws IllegalArgumentException if the request asks for what may not be read; the message says
   *     so in one sentence
   * @throws IllegalStateException if none can run now; the message says why
   */
  void run(BackfillRequest request, Consumer<BackfillProgress> progress, BooleanSupplier cancelled)
      throws InterruptedException;
}
