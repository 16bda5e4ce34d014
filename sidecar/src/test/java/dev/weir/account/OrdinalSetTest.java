package dev.weir.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrdinalSetTest {
  private static final int ORDINALS = 300_000;
  private static final int FRAME = 1_500;

  @Test
  void holdsWhatWasAddedHoweverItCame() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    OrdinalSet set = new OrdinalSet();
    BitSet reference = new BitSet();
    for (int frame = 0; frame < ORDINALS / FRAME; frame++) {
      // Mostly in order, some frames early, some again.
      int first = Math.max(0, frame + random.nextInt(-2, 3)) * FRAME;
      if (random.nextBoolean()) {
        int before = reference.cardinality();
        reference.set(first, first + FRAME);
        assertEquals(reference.cardinality() - before, set.addRange(first, FRAME), "seed " + seed);
      } else {
        for (int i = first; i < first + FRAME; i++) {
          assertEquals(!reference.get(i), set.add(i), "seed " + seed);
          reference.set(i);
        }
      }
    }

    assertEquals(reference.cardinality(), set.size(), "seed " + seed);
    for (int i = 0; i < ORDINALS + FRAME; i++) {
      assertEquals(reference.get(i), set.contains(i), "seed " + seed + ", ordinal " + i);
    }
    assertEquals(
        reference.get(70_000, 140_000).cardinality(), set.countIn(70_000, 70_000), "seed " + seed);
  }
}
