package dev.weir.pipeline;

/** What is to be done with entries of a chunk that cannot be read. */
enum BrokenEntries {
  /** The chunk is to come again: it may have been broken on its way. */
  REFUSE,
  /** They are kept as dead letters, and the reading goes on behind them. */
  KEEP
}
