package dev.weir.bench;

/** Something to measure, set up and warm. Closing it ends what it started. */
interface Benchmark extends AutoCloseable {
  /** Measures the way of so many records, or a few more, once. */
  Measurement run(long records);

  @Override
  void close();
}
