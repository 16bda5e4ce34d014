package dev.weir.bench;

import dev.weir.cli.CommandProvider;

/** Adds {@code weir bench} to the command line of a checkout. */
public final class BenchProvider implements CommandProvider {
  @Override
  public Object command() {
    return new BenchCommand(System.out);
  }
}
