package dev.weir.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that a real Fluent Bit acknowledges and does not hand on. */
@ExtendWith(LabExtension.class)
class LostFrameTest {
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  /** Nothing of a frame passes, its trailer neither. */
  private static final String DROPS_ALL =
      """
      [FILTER]
          name     grep
          match    s3.aws.waf
          regex    no_record_has_this .
      """;

  @BeforeEach
  void empty(Lab lab) {
    SearchIndex.empty(lab.openSearch().endpoint());
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#all")
  void sendsAgainWhatTheDiskUnderFluentBitLost(Optional<FluentBit> fluentBit, Lab lab)
      throws IOException {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(fluentBit))) {
      Load load = new Load(pipeline, 31, 1_000).waf(1);
      load.untilSettled();
      blockWrites(pipeline, true);
      load.waf(4);
      Eventually.until(
          DEADLINE,
          () -> pipeline.weir().metrics().sum("weir_frames_total", "outcome=\"acknowledged\"") >= 5,
          () -> pipeline.weir().tail());

      pipeline.killFluentBit();
      deleteChunks(pipeline.fluentBitStorage());
      pipeline.startFluentBit();
      blockWrites(pipeline, false);
      load.untilSettled();

      Summary summary = load.summary();
      assertTrue(summary.holds(), summary.toJson());
      assertEquals(load.truth().records(), summary.indexed());
      assertEquals(load.truth().records(), summary.read());
      assertTrue(pipeline.weir().metrics().sum("weir_frames_total", "outcome=\"missing\"") > 0);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#all")
  void countsAsUnaccountedWhatNeverComesOutOfFluentBit(Optional<FluentBit> fluentBit, Lab lab) {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    PipelineOptions options = PipelineOptions.of(fluentBit).filters(DROPS_ALL);
    try (Pipeline pipeline = Pipeline.start(lab, options)) {
      Load load = new Load(pipeline, 32, 500).waf(1).trail(1);

      load.untilSettled();

      Summary summary = load.summary();
      assertEquals(500, summary.unaccounted(), summary.toJson());
      assertEquals(load.truth().records() - 500, summary.indexed());
      assertEquals(2, pipeline.weir().metrics().sum("weir_frames_total", "outcome=\"missing\""));
      assertTrue(pipeline.weir().tail().contains("unaccounted for"), pipeline.weir().tail());
      assertEquals(1, pipeline.weir().metrics().sum("weir_alarm", "reason=\"unaccounted\""));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#all")
  void takesThemForDroppedWhereThatIsOnPurpose(Optional<FluentBit> fluentBit, Lab lab) {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    PipelineOptions options =
        PipelineOptions.of(fluentBit).filters(DROPS_ALL).source("    drops_whole_frames: true");
    try (Pipeline pipeline = Pipeline.start(lab, options)) {
      Load load = new Load(pipeline, 33, 500).waf(1).trail(1);

      load.untilSettled();

      Summary summary = load.summary();
      assertTrue(summary.holds(), summary.toJson());
      assertEquals(500, summary.droppedInFluentBit());
      assertEquals(0, pipeline.weir().metrics().sum("weir_frames_total", "outcome=\"missing\""));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#all")
  void settlesAtFluentBitsBufferWhereThatIsEnough(Optional<FluentBit> fluentBit, Lab lab) {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    PipelineOptions options = PipelineOptions.of(fluentBit).source("  settle: fluent_bit");
    try (Pipeline pipeline = Pipeline.start(lab, options)) {
      Load load = new Load(pipeline, 34, 1_000).waf(3);

      Eventually.until(DEADLINE, () -> pipeline.messages() == 0, () -> pipeline.weir().tail());
      load.untilSettled();

      Summary summary = load.summary();
      assertTrue(summary.holds(), summary.toJson());
      assertEquals(load.truth().records(), summary.indexed());
      Eventually.until(
          DEADLINE,
          () -> pipeline.search().fates().equals(Map.of("indexed", 3_000L)),
          () -> pipeline.search().fates().toString());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#all")
  void carriesTheLinesOnThatTheProcessBeforeWrote(Optional<FluentBit> fluentBit, Lab lab) {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    PipelineOptions options = PipelineOptions.of(fluentBit).source("  settle: fluent_bit");
    try (Pipeline pipeline = Pipeline.start(lab, options)) {
      Load load = new Load(pipeline, 35, 1_000).waf(1);
      Eventually.until(
          DEADLINE,
          () -> pipeline.search().fates().equals(Map.of("indexed", 1_000L)),
          () -> pipeline.search().fates().toString());
      blockWrites(pipeline, true);
      load.waf(3);
      Eventually.until(DEADLINE, () -> pipeline.messages() == 0, () -> pipeline.weir().tail());

      pipeline.weir().kill();
      pipeline.startWeir();
      Map<String, Long> before = pipeline.search().fates();
      blockWrites(pipeline, false);

      Eventually.until(
          DEADLINE,
          () -> pipeline.search().fates().equals(Map.of("indexed", 4_000L)),
          () -> pipeline.search().fates().toString());
      assertEquals(Map.of("indexed", 1_000L, "in_flight", 3_000L), before);
    }
  }

  /** What is held for this stays in Fluent Bit's buffer too. */
  private static void blockWrites(Pipeline pipeline, boolean block) {
    pipeline
        .search()
        .ask("PUT", "/weir-aws.waf-*/_settings", "{\"index.blocks.write\":" + block + "}");
  }

  private static void deleteChunks(Path storage) throws IOException {
    try (Stream<Path> files = Files.walk(storage)) {
      List<Path> chunks =
          files
              .filter(file -> file.toString().endsWith(".flb"))
              .sorted(Comparator.naturalOrder())
              .toList();
      assertTrue(!chunks.isEmpty(), "Fluent Bit holds nothing");
      for (Path chunk : chunks) {
        Files.delete(chunk);
      }
    }
  }
}
