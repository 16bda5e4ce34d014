package dev.weir.settle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.account.ObjectVersion;
import dev.weir.event.JsonBuffer;
import dev.weir.opensearch.BulkAnswer;
import dev.weir.opensearch.HttpAnswer;
import dev.weir.opensearch.OpenSearch;
import dev.weir.opensearch.RefusedException;
import dev.weir.opensearch.SearchClient;
import dev.weir.opensearch.Verdict;
import dev.weir.opensearch.Verdicts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Changes lines of {@code weir-ledger} that this process did not write. A line is written only if
 * it still is as it was read. An answer that is lost leaves open whether it was written; so it is
 * read and changed once more then, and a change has to be one that may be made twice.
 */
final class LedgerEditor {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PATH = "/weir-ledger/_doc/";

  private final OpenSearch openSearch;
  private final Clock clock;

  LedgerEditor(OpenSearch openSearch, Clock clock) {
    this.openSearch = openSearch;
    this.clock = clock;
  }

  /**
   * Waits for as long as OpenSearch does not answer or answers nobody.
   *
   * @throws IllegalArgumentException if OpenSearch does not take this line
   */
  void edit(ObjectVersion object, UnaryOperator<LedgerDocument> change)
      throws InterruptedException {
    String path = PATH + new String(LedgerForm.id(object), StandardCharsets.US_ASCII);
    int attempts = 1;
    while (!openSearch
        .requestRetry()
        .ask("a line of the ledger is changed", 1, () -> attempt(path, object, change))) {
      // Who writes the same line may write it again.
      openSearch.backoff().sleep(attempts++);
    }
  }

  /** False if another wrote the line since it was read. */
  private boolean attempt(String path, ObjectVersion object, UnaryOperator<LedgerDocument> change)
      throws IOException, RefusedException {
    SearchClient client = openSearch.client();
    HttpAnswer found = client.get(path);
    if (found.status() == 404) {
      return true;
    }
    if (found.status() != 200) {
      throw new RefusedException("GET " + path, found);
    }
    JsonNode stored = JSON.readTree(found.body());
    Optional<LedgerDocument> line = LedgerForm.read(object, stored.path("_source"));
    if (line.isEmpty()) {
      return true;
    }
    LedgerDocument changed = change.apply(line.get());
    if (changed.equals(line.get())) {
      return true;
    }
    Map<String, String> unchanged =
        Map.of(
            "if_seq_no", stored.path("_seq_no").asText(),
            "if_primary_term", stored.path("_primary_term").asText());
    JsonBuffer body = new JsonBuffer(1 << 10);
    LedgerForm.write(changed, clock.instant(), body);
    HttpAnswer answer = client.post(path, unchanged, body.toByteArray());
    if (answer.status() == 409) {
      return false;
    }
    if (answer.status() != 200) {
      RefusedException refused = new RefusedException("POST " + path, answer);
      Verdict verdict =
          Verdicts.ofItem(refused.status(), new BulkAnswer.ItemError(refused.type(), ""));
      if (!(verdict instanceof Verdict.Hold)) {
        throw new IllegalArgumentException(refused.getMessage());
      }
      throw refused;
    }
    return true;
  }
}
