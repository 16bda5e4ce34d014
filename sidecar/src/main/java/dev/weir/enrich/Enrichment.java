package dev.weir.enrich;

import dev.weir.msgpack.MsgpackException;
import java.util.List;

/** All enrichments that are configured, in their order. Thread-safe. */
public final class Enrichment {
  /** Adds nothing. */
  public static final Enrichment NONE = new Enrichment(List.of());

  private final Enricher[] enrichers;

  /** Applies these, one after the other: a later one sees what an earlier one added. */
  public Enrichment(List<Enricher> enrichers) {
    this.enrichers = enrichers.toArray(Enricher[]::new);
  }

  /** Adds to the record's normal form what all of them know. */
  public void apply(Subject record) throws MsgpackException {
    for (Enricher enricher : enrichers) {
      enricher.enrich(record);
    }
  }
}
