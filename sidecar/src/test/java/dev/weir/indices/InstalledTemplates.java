package dev.weir.indices;

import dev.weir.opensearch.OpenSearchSettings;
import dev.weir.opensearch.RefusedException;
import dev.weir.opensearch.SearchClient;
import java.io.IOException;
import java.net.URI;

/** For tests that write documents themselves. */
public final class InstalledTemplates {
  private InstalledTemplates() {}

  /** Installs the templates that are missing. */
  public static void of(URI endpoint) throws IOException, RefusedException {
    try (SearchClient client = SearchClient.of(OpenSearchSettings.of(endpoint))) {
      new Templates(IndexSettings.DEFAULT, false).install(client);
    }
  }
}
