package dev.weir.sink;

import dev.weir.letters.RawBody;
import org.jspecify.annotations.Nullable;

/** Hears the outcome of each document of a batch, and knows the records that they are made of. */
@FunctionalInterface
public interface DeliveryListener {
  /**
   * Called once for each token, on any thread, several at once. Must not block: a bulk's other
   * documents wait behind it.
   */
  void delivered(int token, Delivery delivery);

  /**
   * The record behind a document that OpenSearch refused: what is kept of it is not the document,
   * which filters have changed. Called before the token has its outcome, on any thread, perhaps
   * more than once.
   *
   * @param limit how many bytes of it are wanted
   * @return null if nobody waits for the record any more; its token is cancelled then
   */
  default @Nullable RawBody raw(int token, int limit) {
    return RawBody.NONE;
  }

  /**
   * The id of the place that the record behind a document has, where the id of its event is taken
   * by another one. Called before the token has its outcome, on any thread, perhaps more than once.
   *
   * @return null if it has none
   */
  default byte @Nullable [] placeId(int token) {
    return null;
  }
}
