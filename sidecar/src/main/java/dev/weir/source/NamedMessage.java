package dev.weir.source;

import dev.weir.source.queue.NotifiedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * A message that is taken.
 *
 * @param objects that it names
 * @param others those of them that were not at work already
 * @param parts what becomes of each object
 * @param end completed when nothing of it is at work any more: with true if all is settled
 */
record NamedMessage(
    List<NotifiedObject> objects,
    List<NotifiedObject> others,
    List<CompletableFuture<ObjectOutcome>> parts,
    CompletableFuture<Boolean> end) {

  NamedMessage(List<NotifiedObject> objects) {
    this(objects, new ArrayList<>(), new ArrayList<>(), new CompletableFuture<>());
  }

  void comesAgain() {
    end.complete(false);
  }

  /**
   * Ends when each of its parts has.
   *
   * @param closing whether the source is: nobody waits then for the other objects of a message that
   *     has to come again
   */
  void endsWithItsParts(BooleanSupplier closing) {
    for (CompletableFuture<ObjectOutcome> part : parts) {
      var unused =
          part.thenAccept(
              outcome -> {
                if (!outcome.isFinal() && closing.getAsBoolean()) {
                  comesAgain();
                }
              });
    }
    // Completes after each part did: only then nothing of the message is at work.
    var unused =
        CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
            .whenComplete(
                (nothing, failure) ->
                    end.complete(
                        failure == null && parts.stream().allMatch(part -> part.join().isFinal())));
  }
}
