package dev.weir.sink;

import dev.weir.opensearch.UnsupportedCollectionException;

/** Sees to what has to be true of OpenSearch before the first document goes out. */
@FunctionalInterface
public interface Preparation {
  /**
   * Tries once.
   *
   * @return whether all is in place; if not, it is worth trying again
   * @throws UnsupportedCollectionException if it never will be
   */
  boolean attempt();
}
