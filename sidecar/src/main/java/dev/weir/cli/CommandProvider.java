package dev.weir.cli;

/**
 * A subcommand from another module, found by {@link java.util.ServiceLoader}: that is how the demo
 * and the benchmarks come to a checkout and stay out of an installation.
 */
public interface CommandProvider {

  /** A new object with picocli's {@code @Command}, its name being the subcommand's. */
  Object command();
}
