package dev.weir.indices;

import dev.weir.opensearch.BulkAnswer;
import dev.weir.opensearch.HttpAnswer;
import dev.weir.opensearch.LineBody;
import dev.weir.opensearch.SearchClient;
import dev.weir.opensearch.UnsupportedCollectionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Finds out whether a collection takes documents with an id of their own: it creates one and
 * deletes it in the same request.
 */
final class CollectionProbe {
  private static final byte[] LINES =
      """
      {"create":{"_index":"weir-ledger","_id":"weir-probe"}}
      {}
      {"delete":{"_index":"weir-ledger","_id":"weir-probe"}}
      """
          .getBytes(StandardCharsets.UTF_8);

  private CollectionProbe() {}

  /**
   * @throws UnsupportedCollectionException if it refuses ids
   * @throws IOException if no answer came
   */
  static void check(SearchClient client) throws IOException {
    HttpAnswer http = client.bulk(LineBody.of(LINES), false);
    if (http.status() == 200 && refusesIds(http.body())) {
      throw new UnsupportedCollectionException();
    }
  }

  /**
   * The one place where a message decides: the error has no type of its own, and a mistake here
   * costs no record. Without a match, documents would wait with an alarm instead.
   */
  static boolean refusesIds(byte[] body) throws IOException {
    BulkAnswer answer = new BulkAnswer();
    answer.read(body);
    BulkAnswer.ItemError error = answer.count() == 0 ? null : answer.error(0);
    return error != null
        && answer.status(0) == 400
        && error.type().equals("illegal_argument_exception")
        && error.reason().contains("Document ID is not supported");
  }
}
