package dev.weir.faults;

/** Fluent Bit ends as in a power cut, and is started again on its buffer. */
record FluentBitKilled(Rig rig) implements Fault {
  @Override
  public void inject() {
    rig.pipeline().killFluentBit();
  }

  @Override
  public void heal() {
    rig.pipeline().startFluentBit();
  }
}
