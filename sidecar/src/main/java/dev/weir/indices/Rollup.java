package dev.weir.indices;

import java.time.Duration;
import java.util.List;

/**
 * What is kept of a type's documents in a shorter form.
 *
 * @param after how long after its period an index is rolled up
 * @param interval how much event time one line stands for
 * @param by the fields whose values have lines of their own
 * @param sum the fields whose values are added up
 */
public record Rollup(Duration after, Duration interval, List<String> by, List<String> sum) {
  public Rollup {
    by = List.copyOf(by);
    sum = List.copyOf(sum);
  }
}
