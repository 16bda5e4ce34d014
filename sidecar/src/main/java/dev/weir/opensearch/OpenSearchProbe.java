package dev.weir.opensearch;

import java.io.IOException;
import java.util.Optional;

/** Asks whether the cluster answers, for a check before anything runs. */
public final class OpenSearchProbe {
  private OpenSearchProbe() {}

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
