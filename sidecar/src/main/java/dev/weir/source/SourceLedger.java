package dev.weir.source;

import dev.weir.account.Frame;
import dev.weir.account.ObjectVersion;
import java.util.function.ObjIntConsumer;

/** The account of objects as the source needs it. Thread-safe. */
public interface SourceLedger {
  /** Whether every record of the object met its fate before; then nothing of it is read again. */
  boolean isSettled(ObjectVersion object);

  /** Whether whatever arrives is delivered at once: nothing waits for OpenSearch. */
  boolean isDelivering();

  /**
   * Opens the account of an object that is read now, perhaps not for the first time.
   *
   * @param type the name of the log type that its records have
   * @param bytes the size of the object as it lies in S3
   * @param frameSettled to be called once for each frame given to {@link OpenObject#frameSent},
   *     with the bytes given there, when the last of its records met its fate; from any thread
   */
  OpenObject open(
      ObjectVersion object, String type, long bytes, ObjIntConsumer<Frame> frameSettled);
}
