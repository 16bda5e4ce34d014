package dev.weir.faults;

import dev.weir.cli.CommandProvider;

/** Adds {@code weir faults} to the command line of a checkout. */
public final class FaultsProvider implements CommandProvider {
  @Override
  public Object command() {
    return new FaultsCommand(System.out, System.err);
  }
}
