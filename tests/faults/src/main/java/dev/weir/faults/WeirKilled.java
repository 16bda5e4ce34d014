package dev.weir.faults;

/** weir ends as in a power cut, and is started again. */
record WeirKilled(Rig rig) implements Fault {
  @Override
  public void inject() {
    rig.pipeline().weir().kill();
  }

  @Override
  public void heal() {
    rig.pipeline().launchWeir();
  }
}
