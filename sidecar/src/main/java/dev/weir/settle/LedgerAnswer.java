package dev.weir.settle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answer to a multi-get from {@code weir-ledger}. */
final class LedgerAnswer {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String NO_INDEX = "index_not_found_exception";

  private LedgerAnswer() {}

  /**
   * The states of the objects.
   *
   * @param asked the objects, in the order of the question
   * @throws IOException if it is cut, or a shard did not answer: nothing is known then
   */
  static Map<ObjectVersion, LedgerState> read(byte[] body, List<ObjectVersion> asked)
      throws IOException {
    JsonNode docs = JSON.readTree(body).path("docs");
    require(docs.isArray() && docs.size() == asked.size());
    Map<ObjectVersion, LedgerState> states = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      states.put(asked.get(i), state(asked.get(i), docs.get(i)));
    }
    return states;
  }

  private static LedgerState state(ObjectVersion object, JsonNode doc) throws IOException {
    if (doc.path("found").asBoolean()) {
      return LedgerForm.read(object, doc.path("_source"))
          .map(LedgerDocument::state)
          .orElse(LedgerState.POISONED);
    }
    // The very first objects of an installation: their lines will make the index.
    require(doc.has("found") || doc.path("error").path("type").asText().equals(NO_INDEX));
    return LedgerState.ABSENT;
  }

  private static void require(boolean expected) throws IOException {
    if (!expected) {
      throw new IOException("not the answer to a multi-get");
    }
  }
}
