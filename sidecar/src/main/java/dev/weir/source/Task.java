package dev.weir.source;

import dev.weir.source.fetch.ObjectAddress;
import dev.weir.source.queue.NotifiedObject;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One object to be seen through.
 *
 * @param purpose what of it is to be read
 * @param told whether people are told of alerts of its records
 * @param letters what may stand for it if it cannot be had
 * @param stillWanted whether to begin with it when its turn comes
 * @param takenNanos when it was taken
 * @param done hears what became of it; the first call counts
 */
record Task(
    NotifiedObject object,
    Bucket bucket,
    Urgency urgency,
    ReadPurpose purpose,
    boolean told,
    MessageLetters letters,
    BooleanSupplier stillWanted,
    long takenNanos,
    Consumer<ObjectOutcome> done) {

  void done(ObjectOutcome outcome) {
    done.accept(outcome);
  }

  ObjectAddress address() {
    return new ObjectAddress(
        object.bucket(), object.key(), object.versionId(), bucket.settings().expectedOwner());
  }

  /** What the key tells of the types of the object's parts. */
  PartTypes knownTypes() {
    return bucket.parts(object.key());
  }
}
