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
 * @param memory further lines in sections of weir.yaml that bound its memory
 * @param surroundings what it runs in
 * @param transport how the parts reach one another
 * @param waits how long weir waits
 */
public record PipelineOptions(
    Optional<FluentBit> fluentBit,
    String filters,
    String config,
    List<String> jvmArguments,
    Duration visibility,
    Memory memory,
    Surroundings surroundings,
    Transport.Kind transport,
    Waits waits) {
  /** How long weir waits for more, and OpenSearch until it shows what it has. */
  public enum Waits {
    /** A second, for who looks at each step. */
    SHORT,
    /** The defaults that ship. */
    SHIPPED
  }

  /** Lines of weir.yaml, indented as their sections are. */
  public record Memory(String forward, String source, String opensearch) {
    private static final Memory DEFAULT = new Memory("", "", "");
  }

  /** A host as we ship it. */
  public static PipelineOptions of(Optional<FluentBit> fluentBit) {
    return new PipelineOptions(
        fluentBit,
        "",
        "",
        List.of("-Xmx512m"),
        Duration.ofMinutes(2),
        Memory.DEFAULT,
        Surroundings.PLAIN,
        Transport.Kind.UNIX,
        Waits.SHORT);
  }

  /** With other arguments for weir's JVM. */
  public PipelineOptions jvm(String... arguments) {
    return new PipelineOptions(
        fluentBit,
        filters,
        config,
        List.of(arguments),
        visibility,
        memory,
        surroundings,
        transport,
        waits);
  }

  /** With filters in Fluent Bit. */
  public PipelineOptions filters(String lines) {
    return new PipelineOptions(
        fluentBit, lines, config, jvmArguments, visibility, memory, surroundings, transport, waits);
  }

  /** With more in weir.yaml. */
  public PipelineOptions config(String lines) {
    return new PipelineOptions(
        fluentBit,
        filters,
        lines,
        jvmArguments,
        visibility,
        memory,
        surroundings,
        transport,
        waits);
  }

  /** With more in the section source of weir.yaml, indented as that is. */
  public PipelineOptions source(String lines) {
    Memory more = new Memory(memory.forward(), lines, memory.opensearch());
    return memory(more);
  }

  /** With another visibility timeout. */
  public PipelineOptions visibility(Duration timeout) {
    return new PipelineOptions(
        fluentBit, filters, config, jvmArguments, timeout, memory, surroundings, transport, waits);
  }

  /** With another way for the parts to reach one another. */
  PipelineOptions transport(Transport.Kind kind) {
    return new PipelineOptions(
        fluentBit, filters, config, jvmArguments, visibility, memory, surroundings, kind, waits);
  }

  /** With bounds for a small heap. */
  public PipelineOptions budget(String budget, String maxFrame, String maxRecord, String window) {
    Memory small =
        new Memory(
            "  budget: " + budget + "\n  max_frame: " + maxFrame,
            "  max_record: " + maxRecord + "\n  window: " + window + "\n  objects_at_once: 1",
            // One chunk at a time: to wait for more would only be to wait.
            "  bulk_linger: 1ms");
    return new PipelineOptions(
        fluentBit,
        filters,
        config,
        jvmArguments,
        visibility,
        small,
        surroundings,
        transport,
        waits);
  }

  /** With further lines in the sections that bound its memory. */
  public PipelineOptions memory(Memory lines) {
    return new PipelineOptions(
        fluentBit,
        filters,
        config,
        jvmArguments,
        visibility,
        lines,
        surroundings,
        transport,
        waits);
  }

  /** In other surroundings. */
  public PipelineOptions in(Surroundings others) {
    return new PipelineOptions(
        fluentBit, filters, config, jvmArguments, visibility, memory, others, transport, waits);
  }

  /** With the times that ship. */
  public PipelineOptions asShipped() {
    return new PipelineOptions(
        fluentBit,
        filters,
        config,
        jvmArguments,
        visibility,
        memory,
        surroundings,
        transport,
        Waits.SHIPPED);
  }
}
