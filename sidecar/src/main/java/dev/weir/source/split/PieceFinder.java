package dev.weir.source.split;

/** Finds where a piece of content ends; fed with one stretch after the other. */
@FunctionalInterface
interface PieceFinder {
  /** The index at which the piece ends, exclusive, or -1 if it goes on after {@code to}. */
  int find(byte[] bytes, int from, int to);
}
