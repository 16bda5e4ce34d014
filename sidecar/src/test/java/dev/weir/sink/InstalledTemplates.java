package dev.weir.sink;

import java.io.IOException;

/** For tests that write documents themselves. */
public final class InstalledTemplates {
  private InstalledTemplates() {}

  /** Installs the templates that are missing. */
  public static void of(SinkSettings settings) throws IOException, RefusedException {
    try (SearchClient client = new SearchClient(Transports.of(settings), settings.serverless())) {
      new Templates(settings).install(client);
    }
  }
}
