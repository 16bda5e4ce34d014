package dev.weir.faults;

import java.io.IOException;

/** weir stands still until SQS has given its messages out again, and then goes on as if nothing. */
record WeirPaused(Rig rig) implements Fault {
  @Override
  public void inject() throws IOException, InterruptedException {
    signal("STOP");
  }

  @Override
  public void heal() throws IOException, InterruptedException {
    Thread.sleep(Rig.VISIBILITY.plusMillis(500));
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(rig.pipeline().weir().pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("weir took no signal " + name);
    }
  }
}
