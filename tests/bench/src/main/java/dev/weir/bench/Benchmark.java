package dev.weir.bench;

import java.util.List;

/** Something to measure, set up and warm. Closing it ends what it started. */
interface Benchmark extends AutoCloseable {
  /** Measures the way of so many records, or a few more, once. */
  Measurement run(long records);

  /** What was wrong with what was measured, after it was; empty if nothing was. */
  default List<String> wrong() {
    return List.of();
  }

  @Override
  void close();
}
