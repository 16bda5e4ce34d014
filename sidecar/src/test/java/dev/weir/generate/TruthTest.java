package dev.weir.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sums and their form. */
class TruthTest {

  @Test
  void addsUpAndPrintsAsJson() {
    Truth first = new Truth(1, 10, 100, new TreeMap<>(Map.of("K_action", 4L)));
    Truth second = new Truth(1, 5, 50, new TreeMap<>(Map.of("K_action", 1L, "B_action", 2L)));

    Truth sum = Truth.NOTHING.plus(first).plus(second);

    assertEquals(
        "{\"files\":2,\"records\":15,\"bytes\":150,\"flags\":{\"B_action\":2,\"K_action\":5}}",
        sum.toJson());
  }
}
