package dev.weir.sink;

import java.io.IOException;

/** What has to be true of OpenSearch before the first document goes out. */
final class Preparation {
  private final SinkSettings settings;
  private final SearchClient client;
  private final Troubles troubles;

  Preparation(SinkSettings settings, SearchClient client, Troubles troubles) {
    this.settings = settings;
    this.client = client;
    this.troubles = troubles;
  }

  /**
   * Tries once.
   *
   * @return whether all is in place; if not, it is worth trying again
   * @throws UnsupportedCollectionException if it never will be
   */
  boolean attempt() {
    try {
      if (settings.templates()) {
        new Templates(settings).install(client);
      }
      if (settings.serverless()) {
        CollectionProbe.check(client);
      }
      return true;
    } catch (RefusedException refused) {
      Verdict.Hold hold = Verdicts.ofRequest(refused.status(), "");
      troubles.server(hold.reason());
      troubles.holding(hold.reason(), 0, "start: " + refused.getMessage());
      return false;
    } catch (IOException silent) {
      troubles.server(HoldReason.UNREACHABLE);
      troubles.holding(HoldReason.UNREACHABLE, 0, "start: " + silent.getClass().getSimpleName());
      return false;
    }
  }
}
