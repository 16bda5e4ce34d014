package dev.weir.settle;

import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import dev.weir.event.JsonBuffer;
import dev.weir.opensearch.HttpAnswer;
import dev.weir.opensearch.OpenSearch;
import dev.weir.opensearch.RefusedException;
import dev.weir.opensearch.SearchClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Asks {@code weir-ledger} for objects, all at once and by id, which needs no refresh. It knows or
 * it waits: an answer that is none must neither delete a message nor have an object read twice.
 */
final class LedgerReader {
  private static final String PATH = "/weir-ledger/_mget";
  private static final Map<String, String> FIELDS =
      Map.of("_source_includes", "state,records,unparsed,incomplete");

  private final OpenSearch openSearch;

  LedgerReader(OpenSearch openSearch) {
    this.openSearch = openSearch;
  }

  Map<ObjectVersion, LedgerState> read(Collection<ObjectVersion> objects)
      throws InterruptedException {
    if (objects.isEmpty()) {
      return Map.of();
    }
    List<ObjectVersion> asked = new ArrayList<>(objects);
    byte[] request = request(asked);
    SearchClient client = openSearch.client();
    return openSearch
        .requestRetry()
        .ask(
            "the ledger's index was asked",
            asked.size(),
            () -> {
              HttpAnswer answer = client.post(PATH, FIELDS, request);
              if (answer.status() != 200) {
                throw new RefusedException(PATH, answer);
              }
              return LedgerAnswer.read(answer.body(), asked);
            });
  }

  private static byte[] request(List<ObjectVersion> objects) {
    JsonBuffer out = new JsonBuffer(16 + 36 * objects.size());
    out.ascii("{\"ids\":");
    char before = '[';
    for (ObjectVersion object : objects) {
      byte[] id = LedgerForm.id(object);
      out.raw(before).string(id, 0, id.length);
      before = ',';
    }
    return out.ascii("]}").toByteArray();
  }
}
