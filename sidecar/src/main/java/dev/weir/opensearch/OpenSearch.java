package dev.weir.opensearch;

import dev.weir.thread.Backoff;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to OpenSearch that all of a process share, and what is known of it: whether it
 * serves, what waits for it, and why. Thread-safe.
 */
public final class OpenSearch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OpenSearch.class);

  private final OpenSearchSettings settings;
  private final Backoff backoff;
  private final Troubles troubles;
  private final RequestRetry requestRetry;
  private final Reachability reachability;
  private volatile @Nullable SearchClient client;

  /** A connection that is not open yet. */
  public OpenSearch(OpenSearchSettings settings, TroubleObserver observer, Clock clock) {
    this.settings = settings;
    this.backoff = Backoff.spread(settings.firstBackoff(), settings.lastBackoff());
    this.troubles = new Troubles(observer, clock);
    this.requestRetry = new RequestRetry(backoff, troubles);
    this.reachability = new Reachability(troubles, System::nanoTime);
  }

  /**
   * Makes the client; OpenSearch need not be there.
   *
   * @throws IllegalArgumentException if the certificates of the settings cannot be read
   */
  public void open() {
    client = SearchClient.of(settings);
  }

  /**
   * What requests are made with.
   *
   * @throws IllegalStateException before {@link #open}
   */
  public SearchClient client() {
    SearchClient opened = client;
    if (opened == null) {
      throw new IllegalStateException("the connection to OpenSearch was not opened");
    }
    return opened;
  }

  public OpenSearchSettings settings() {
    return settings;
  }

  /** How long to wait between tries. */
  public Backoff backoff() {
    return backoff;
  }

  /** Asks until there is an answer. */
  public RequestRetry requestRetry() {
    return requestRetry;
  }

  /** What keeps documents from OpenSearch. */
  public Troubles troubles() {
    return troubles;
  }

  /** All is in place for the first document. */
  public void prepared() {
    reachability.prepared();
  }

  /**
   * An exchange ended.
   *
   * @param refusal why the server did not serve it; null if it did
   */
  public void heard(@Nullable HoldReason refusal) {
    reachability.heard(refusal);
  }

  /**
   * Whether OpenSearch served the last request and all is prepared. Asks the server if nothing was
   * sent for 10 s, so this may take a connection's time-out.
   */
  public boolean isReachable() {
    SearchClient opened = client;
    return opened != null && reachability.check(opened, !settings.serverless());
  }

  /** Closes the client. What is being asked ends without an answer. */
  @Override
  public void close() {
    SearchClient opened = client;
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException unclosed) {
        log.debug("the client did not close in order", unclosed);
      }
    }
  }
}
