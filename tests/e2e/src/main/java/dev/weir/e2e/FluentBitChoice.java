package dev.weir.e2e;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a command that runs the pipeline: which Fluent Bit is in it, or none. */
public final class FluentBitChoice {
  @Option(
      names = "--fluent-bit",
      paramLabel = "PATH",
      description = "The Fluent Bit to use; else $FLUENT_BIT, the PATH, /opt/fluent-bit/bin.")
  private @Nullable Path path;

  @Option(names = "--straight", description = "Leave Fluent Bit out, even where there is one.")
  private boolean straight;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  /**
   * The one that was chosen; empty if it is left out, or none was named and none is found.
   *
   * @throws ParameterException if what was named is no Fluent Bit
   */
  public Optional<FluentBit> find() {
    if (straight) {
      return Optional.empty();
    }
    try {
      return FluentBit.find(path);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
