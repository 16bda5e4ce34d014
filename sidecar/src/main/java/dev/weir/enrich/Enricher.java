package dev.weir.enrich;

import dev.weir.msgpack.MsgpackException;

/**
 * One enrichment: looks at a record, adds to its normal form. Thread-safe, and total: odd values
 * and lists that are not there add nothing. A field that has a value keeps it.
 */
public interface Enricher {
  /** Adds what it knows. Texts that it gives to fields stay as they are. */
  void enrich(Subject record) throws MsgpackException;
}
