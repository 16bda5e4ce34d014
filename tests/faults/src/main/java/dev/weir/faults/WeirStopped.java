package dev.weir.faults;

/** weir is asked to stop: it drains, gives back what it could not finish, and is started again. */
record WeirStopped(Rig rig) implements Fault {
  @Override
  public void inject() {
    rig.pipeline().weir().close();
  }

  @Override
  public void heal() {
    rig.pipeline().launchWeir();
  }
}
