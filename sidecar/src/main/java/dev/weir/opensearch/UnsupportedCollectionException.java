package dev.weir.opensearch;

/**
 * The collection of Amazon OpenSearch Serverless refuses own document ids, without which no record
 * is safe from being written twice. Nothing but another collection helps.
 */
public final class UnsupportedCollectionException extends RuntimeException {
  public UnsupportedCollectionException() {
    super(
        "the collection refuses documents with an id of their own, as collections of the types"
            + " TIMESERIES and VECTORSEARCH do: create one of the type SEARCH");
  }
}
