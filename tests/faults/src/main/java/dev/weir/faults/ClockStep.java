package dev.weir.faults;

import java.io.IOException;
import java.time.Duration;

/** weir's clock jumps by minutes, hours or days, forwards or back, and then jumps right again. */
record ClockStep(Rig rig, Dice dice) implements Fault {
  private static final Duration[] STEPS = {
    Duration.ofMinutes(10), Duration.ofHours(5), Duration.ofDays(3), Duration.ofDays(400)
  };

  @Override
  public void inject() throws IOException {
    Duration step = STEPS[dice.below(STEPS.length)];
    rig.clock().step(dice.percent(50) ? step : step.negated());
  }

  @Override
  public void heal() throws IOException {
    rig.clock().step(Duration.ZERO);
  }
}
