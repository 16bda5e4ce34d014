package dev.weir.source;

import dev.weir.source.fetch.ObjectAddress;
import dev.weir.source.queue.NotifiedObject;
import dev.weir.type.LogType;
import dev.weir.type.Recognition;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One object to be seen through.
 *
 * @param wanted what of it is to be read
 * @param letters what may stand for it if it cannot be had
 * @param stillWanted whether to begin with it when its turn comes
 * @param takenNanos when it was taken
 * @param done hears what became of it; the first call counts
 */
record Task(
    NotifiedObject object,
    Bucket bucket,
    Urgency urgency,
    Wanted wanted,
    MessageLetters letters,
    BooleanSupplier stillWanted,
    long takenNanos,
    Consumer<Outcome> done) {

  void done(Outcome outcome) {
    done.accept(outcome);
  }

  ObjectAddress address() {
    return new ObjectAddress(
        object.bucket(), object.key(), object.versionId(), bucket.settings().expectedOwner());
  }

  /** The type that the key tells, or null. */
  @Nullable LogType knownType() {
    return bucket.recognize(object.key()) instanceof Recognition.Recognized recognized
        ? recognized.type()
        : null;
  }
}
