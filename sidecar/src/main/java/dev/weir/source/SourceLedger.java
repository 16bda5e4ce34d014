package dev.weir.source;

import dev.weir.account.Frame;
import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjIntConsumer;

/** The account of objects as the source needs it. Thread-safe. */
public interface SourceLedger {
  /**
   * What became of the objects before, here or on another host. Waits for as long as nobody can
   * tell: what is not known must be neither read nor let go.
   *
   * @return a state for each
   */
  Map<ObjectVersion, LedgerState> states(Collection<ObjectVersion> objects)
      throws InterruptedException;

  /**
   * As what this process settled the object, as far as it remembers; else {@code ABSENT}. Asks
   * nobody, and knows it before anybody hears that the object is settled.
   */
  LedgerState settledHere(ObjectVersion object);

  /** Whether whatever arrives is delivered at once: nothing waits for OpenSearch. */
  boolean isDelivering();

  /**
   * Opens the account of an object that is read now, perhaps not for the first time.
   *
   * @param type the name of the log type that its records have
   * @param bytes the size of the object as it lies in S3
   * @param frameSettled to be called once for each frame given to {@link ObjectAccount#frameSent},
   *     with the bytes given there, when the last of its records met its fate; from any thread
   */
  ObjectAccount open(
      ObjectVersion object, String type, long bytes, ObjIntConsumer<Frame> frameSettled);

  /**
   * Keeps a dead letter for an object as a whole.
   *
   * @return completes when it and the object's line in the ledger are written; exceptionally if the
   *     object must come again
   */
  CompletableFuture<Void> giveUp(UnreadableObject object);
}
