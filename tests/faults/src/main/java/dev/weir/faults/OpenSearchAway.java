package dev.weir.faults;

import java.time.Duration;

/** OpenSearch is killed, stays away for a while, and comes back on its data. */
record OpenSearchAway(Rig rig, Duration absence) implements Fault {
  @Override
  public void inject() {
    rig.lab().openSearch().kill();
  }

  @Override
  public void heal() throws InterruptedException {
    Thread.sleep(absence);
    rig.lab().openSearch().restart();
  }
}
