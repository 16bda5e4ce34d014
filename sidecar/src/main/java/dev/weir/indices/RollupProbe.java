package dev.weir.indices;

import dev.weir.opensearch.OpenSearchSettings;
import dev.weir.opensearch.SearchClient;
import java.io.IOException;
import java.util.Optional;

/** Asks whether types can be rolled up, for a check before anything runs. */
public final class RollupProbe {
  private RollupProbe() {}

  /**
   * Why types cannot be rolled up there, in plain words; empty if they can. Not for collections.
   */
  public static Optional<String> problem(OpenSearchSettings settings) {
    try (SearchClient client = SearchClient.of(settings)) {
      return switch (Ism.ask(client)) {
        case PRESENT -> Optional.empty();
        case ABSENT ->
            Optional.of(
                "this OpenSearch has no plugin Index State Management: nothing is rolled up");
        case UNKNOWN ->
            Optional.of(
                "OpenSearch does not say whether it has Index State Management; its user needs "
                    + Ism.RIGHT
                    + "policy/get");
      };
    } catch (IOException | RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
