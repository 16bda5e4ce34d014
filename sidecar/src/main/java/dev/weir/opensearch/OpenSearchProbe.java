package dev.weir.opensearch;

import java.io.IOException;
import java.util.Optional;

/** Asks whether the cluster answers, for a check before anything runs. */
public final class OpenSearchProbe {
  private OpenSearchProbe() {}

  /**
   * Why the cluster cannot be used, in plain words; empty if it answers as it should.
   *
   * @throws IOException if it gives no answer
   */
  public static Optional<String> problem(OpenSearchSettings settings) throws IOException {
    try (SearchClient client = SearchClient.of(settings)) {
      // A collection has no root path; its templates may be listed by whoever may write to it.
      int status = client.get(settings.serverless() ? "/_index_template/weir*" : "/").status();
      return switch (status) {
        case 200 -> Optional.empty();
        case 401 ->
            Optional.of("answers with status 401: are user and password, or the signature, right?");
        case 403 ->
            Optional.of("answers with status 403: it knows this user, who lacks a permission");
        default -> Optional.of("answers with status " + status);
      };
    }
  }
}
