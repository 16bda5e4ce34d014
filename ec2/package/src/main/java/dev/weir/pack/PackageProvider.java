package dev.weir.pack;

import dev.weir.cli.CommandProvider;

/** Adds {@code weir package} to the command line of a checkout. */
public final class PackageProvider implements CommandProvider {
  @Override
  public Object command() {
    return new PackageCommand();
  }
}
