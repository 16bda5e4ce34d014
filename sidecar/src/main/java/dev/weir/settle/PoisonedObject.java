package dev.weir.settle;

import dev.weir.account.ObjectVersion;
import dev.weir.letters.DeadLetter;
import dev.weir.letters.RawBody;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object that cannot be had, as a whole.
 *
 * @param object the object; its version may be empty where no one told it
 * @param reason one of a bounded set, a label of metrics
 * @param type the log type that its key tells, or null
 * @param bytes its size, -1 if it is not known
 * @param attempts how often it was tried
 * @param time when it was tried last
 */
record PoisonedObject(
    ObjectVersion object,
    String reason,
    @Nullable String type,
    long bytes,
    int attempts,
    Instant time) {
  /** The dead letter that stands for it; the same for every attempt at the same version. */
  DeadLetter deadLetter() {
    return new DeadLetter(
        reason,
        "source",
        type == null ? "unknown" : type,
        object,
        -1,
        time,
        "object-" + new String(LedgerForm.id(object), StandardCharsets.US_ASCII),
        "",
        RawBody.NONE);
  }
}
