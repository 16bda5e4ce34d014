package dev.weir.faults;

/** The way to OpenSearch is disturbed. */
record SearchDisturbed(Rig rig, Disturbance disturbance) implements Fault {
  @Override
  public void inject() {
    rig.searchProxy().disturb(disturbance);
  }

  @Override
  public void heal() {
    rig.searchProxy().calm();
  }
}
