package dev.weir.e2e;

import dev.weir.cli.CommandProvider;

/** Adds {@code weir demo} to the command line of a checkout. */
public final class DemoProvider implements CommandProvider {
  @Override
  public Object command() {
    return new DemoCommand();
  }
}
