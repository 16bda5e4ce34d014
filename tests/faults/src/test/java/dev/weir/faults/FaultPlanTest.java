package dev.weir.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
  private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

  @Test
  void drawsTheSamePlanFromTheSameSeed() {
    FaultPlan plan = FaultPlan.draw(7, 50, 10_000, ALL);

    assertEquals(plan, FaultPlan.draw(7, 50, 10_000, ALL));
    assertNotEquals(plan, FaultPlan.draw(8, 50, 10_000, ALL));
  }

  @Test
  void plansAsManyFaultsAndRecordsAsAsked() {
    FaultPlan plan = FaultPlan.draw(1, 200, 1_000_003, ALL);

    assertEquals(200, plan.counts().values().stream().mapToInt(Integer::intValue).sum());
    assertEquals(1_000_003, plan.waves().stream().mapToLong(Wave::records).sum());
  }

  @Test
  void usesEachKindBeforeOneComesAgain() {
    int kinds = ALL.size();

    FaultPlan plan = FaultPlan.draw(5, kinds, 1_000, ALL);

    assertEquals(kinds, plan.counts().size());
  }

  @Test
  void neverGivesOnePartToTwoFaultsOfAWave() {
    FaultPlan plan = FaultPlan.draw(11, 500, 1_000, ALL);

    for (Wave wave : plan.waves()) {
      Set<Part> taken = EnumSet.noneOf(Part.class);
      for (PlannedFault fault : wave.faults()) {
        fault.kind().parts().forEach(part -> assertTrue(taken.add(part), wave.label()));
      }
    }
    assertTrue(plan.waves().stream().anyMatch(wave -> wave.faults().size() > 2));
  }
}
