package dev.weir.sink;

import java.io.IOException;
import java.util.Optional;

/** Asks whether the cluster answers, for a check before anything runs. */
public final class OpenSearchProbe {
  private OpenSearchProbe() {}

  /**
   * Why types cannot be rolled up there, in plain words; empty if they can. Not for collections.
   */
  public static Optional<String> rollupProblem(OpenSearchSettings settings) {
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

  /** Why the cluster cannot be used, in plain words; empty if it answers. */
  public static Optional<String> problem(OpenSearchSettings settings) {
    try (SearchClient client = SearchClient.of(settings)) {
      // A collection has no root path; its templates may be listed by whoever may write to it.
      int status = client.get(settings.serverless() ? "/_index_template/weir*" : "/").status();
      return status == 200 ? Optional.empty() : Optional.of("answers with status " + status);
    } catch (IOException | RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
