package dev.weir.indices;

import dev.weir.opensearch.HoldReason;
import dev.weir.opensearch.OpenSearch;
import dev.weir.opensearch.RefusedException;
import dev.weir.opensearch.SearchClient;
import dev.weir.opensearch.UnsupportedCollectionException;
import dev.weir.opensearch.Verdict;
import dev.weir.opensearch.Verdicts;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The indices that documents go into: what they are made like, and how long they stay. Thread-safe.
 */
public final class Indices implements AutoCloseable {
  private final IndexSettings settings;
  private final OpenSearch openSearch;
  private final IndexObserver observer;
  private final Clock clock;
  private @Nullable Thread retaining;
  private boolean closed;

  /** Does nothing before {@link #prepare}. */
  public Indices(
      IndexSettings settings, OpenSearch openSearch, IndexObserver observer, Clock clock) {
    this.settings = settings;
    this.openSearch = openSearch;
    this.observer = observer;
    this.clock = clock;
  }

  /**
   * Tries once to have all in place for the first document, templates above all. From the first
   * time that it is, indices that are too old are deleted, until this is closed.
   *
   * @return whether all is in place; if not, it is worth trying again
   * @throws UnsupportedCollectionException if it never will be
   */
  public boolean prepare() {
    try {
      boolean serverless = openSearch.settings().serverless();
      if (settings.install()) {
        new Templates(settings, serverless).install(openSearch.client());
      }
      if (serverless) {
        CollectionProbe.check(openSearch.client());
      }
      retain();
      return true;
    } catch (RefusedException refused) {
      Verdict.Hold hold = Verdicts.ofRequest(refused.status(), "");
      notYet(hold.reason(), refused.getMessage());
      return false;
    } catch (IOException silent) {
      notYet(HoldReason.UNREACHABLE, silent.getClass().getSimpleName());
      return false;
    }
  }

  private void notYet(HoldReason reason, @Nullable String evidence) {
    openSearch.troubles().server(reason);
    openSearch.troubles().holding(reason, 0, "start: " + evidence);
  }

  private synchronized void retain() {
    if (!closed && retaining == null && !settings.lifecycle().isEmpty()) {
      retaining = Thread.ofVirtual().name("retention").start(retention());
    }
  }

  private Retention retention() {
    SearchClient client = openSearch.client();
    Policies policies =
        openSearch.settings().serverless()
            ? null
            : new Policies(
                settings.lifecycle(), Policies.periods(settings.types()), client, observer);
    return new Retention(settings.lifecycle(), policies, client, observer, clock);
  }

  /** Looks after them no longer. */
  @Override
  public synchronized void close() {
    closed = true;
    if (retaining != null) {
      retaining.interrupt();
    }
  }
}
