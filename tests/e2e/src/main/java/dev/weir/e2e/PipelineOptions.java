package dev.weir.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a pipeline is made of.
 *
 * @param fluentBit the Fluent Bit in the middle; without one the source sends straight to the
 *     sidecar
 * @param filters further lines for Fluent Bit's filters, in its classic form
 * @param config further top-level lines for weir.yaml
 * @param jvmArguments for weir's JVM
 * @param visibility the queue's visibility timeout
 */
public record PipelineOptions(
    Optional<FluentBit> fluentBit,
    String filters,
    String config,
    List<String> jvmArguments,
    Duration visibility) {
  /** A host as we ship it. */
  public static PipelineOptions of(Optional<FluentBit> fluentBit) {
    return new PipelineOptions(fluentBit, "", "", List.of("-Xmx512m"), Duration.ofMinutes(2));
  }

  /** With other arguments for weir's JVM. */
  public PipelineOptions jvm(String... arguments) {
    return new PipelineOptions(fluentBit, filters, config, List.of(arguments), visibility);
  }

  /** With filters in Fluent Bit. */
  public PipelineOptions filters(String lines) {
    return new PipelineOptions(fluentBit, lines, config, jvmArguments, visibility);
  }

  /** With more in weir.yaml. */
  public PipelineOptions config(String lines) {
    return new PipelineOptions(fluentBit, filters, lines, jvmArguments, visibility);
  }

  /** With another visibility timeout. */
  public PipelineOptions visibility(Duration timeout) {
    return new PipelineOptions(fluentBit, filters, config, jvmArguments, timeout);
  }
}
