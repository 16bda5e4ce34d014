package dev.weir.faults;

import java.io.IOException;

/** Fluent Bit's buffer finds no room on its disk. */
record DiskFull(Rig rig) implements Fault {
  @Override
  public void inject() throws IOException {
    rig.disk().fill();
  }

  @Override
  public void heal() throws IOException {
    rig.disk().free();
  }
}
