package dev.weir.sink;

import dev.weir.indices.IndexObserver;
import dev.weir.indices.Indices;
import dev.weir.opensearch.OpenSearch;
import dev.weir.opensearch.TroubleObserver;
import dev.weir.telemetry.IndexMetrics;
import dev.weir.telemetry.Metrics;
import dev.weir.telemetry.SinkMetrics;
import dev.weir.telemetry.TroubleMetrics;
import java.time.Clock;

/** A sink with all that it stands on: one connection, and the indices. */
public final class WholeSink implements AutoCloseable {
  private final OpenSearch openSearch;
  private final Indices indices;
  private final OpenSearchSink sink;

  private WholeSink(
      SinkSetup setup,
      OpenSearch openSearch,
      IndexObserver ofIndices,
      SinkObserver observer,
      Clock clock) {
    this.openSearch = openSearch;
    this.indices = new Indices(setup.indices(), openSearch, ofIndices, clock);
    this.sink =
        new OpenSearchSink(
            setup.sink(), setup.letters(), openSearch, indices::prepare, observer, clock);
  }

  public WholeSink(SinkSetup setup, Observed observed, Clock clock) {
    this(
        setup,
        new OpenSearch(setup.openSearch(), observed, clock),
        IndexObserver.NONE,
        observed,
        clock);
  }

  WholeSink(SinkSetup setup, SinkObserver observer) {
    this(
        setup,
        new OpenSearch(setup.openSearch(), TroubleObserver.NONE, Clock.systemUTC()),
        IndexObserver.NONE,
        observer,
        Clock.systemUTC());
  }

  /** One whose metrics are counted. */
  public static WholeSink measured(SinkSetup setup, Metrics metrics) {
    Clock clock = Clock.systemUTC();
    return new WholeSink(
        setup,
        new OpenSearch(setup.openSearch(), new TroubleMetrics(metrics), clock),
        new IndexMetrics(metrics),
        new SinkMetrics(metrics),
        clock);
  }

  public void start() {
    openSearch.open();
    sink.start();
  }

  public OpenSearchSink sink() {
    return sink;
  }

  public OpenSearch openSearch() {
    return openSearch;
  }

  public DocumentBatch batch(DeliveryListener listener) {
    return sink.batch(listener);
  }

  boolean isReachable() {
    return sink.isReachable();
  }

  @Override
  public void close() {
    indices.close();
    sink.close();
    openSearch.close();
  }
}
