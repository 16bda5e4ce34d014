package dev.weir.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What only a real Fluent Bit does, with the configuration that ships. */
@ExtendWith(LabExtension.class)
class FluentBitTest {
  @BeforeEach
  void empty(Lab lab) {
    SearchIndex.empty(lab.openSearch().endpoint());
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#all")
  void countsExactlyWhatTheUsersFiltersDropped(Optional<FluentBit> fluentBit, Lab lab) {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    PipelineOptions options =
        PipelineOptions.of(fluentBit)
            .filters(
                """
                [FILTER]
                    name     grep
                    match    s3.aws.waf
                    exclude  action ^BLOCK$
                """);
    try (Pipeline pipeline = Pipeline.start(lab, options)) {
      Load load = new Load(pipeline, 22, 1_000).waf(5);
      long blocked = load.truth().flags().getOrDefault("B_action", 0L);

      load.untilSettled();

      Summary summary = load.summary();
      assertTrue(summary.holds(), summary.toJson());
      assertEquals(blocked, summary.droppedInFluentBit());
      assertEquals(load.truth().records() - blocked, summary.indexed());
      assertEquals(0L, summary.flags().get("B_action"));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#all")
  void keepsAndCountsWhatAFilterGivesANameThatIsNoText(Optional<FluentBit> fluentBit, Lab lab) {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    PipelineOptions options =
        PipelineOptions.of(fluentBit)
            .filters(
                """
                [FILTER]
                    name     lua
                    match    s3.aws.waf
                    call     odd
                    code     function odd(tag, ts, r) if r.action == "BLOCK" then r[1] = 1 return 2, ts, r end return 0, ts, r end
                """);
    try (Pipeline pipeline = Pipeline.start(lab, options)) {
      Load load = new Load(pipeline, 27, 500).waf(2);
      long blocked = load.truth().flags().getOrDefault("B_action", 0L);

      load.untilSettled();

      Summary summary = load.summary();
      assertTrue(summary.holds(), summary.toJson());
      assertEquals(blocked, summary.deadLettered());
      assertEquals(0, summary.droppedInFluentBit());
      assertEquals(load.truth().records() - blocked, summary.indexed());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#all")
  void aFluentBitThatIsKilledMidwayCostsNothing(Optional<FluentBit> fluentBit, Lab lab) {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(fluentBit))) {
      Load load = new Load(pipeline, 23, 2_000).waf(6);
      Eventually.until(
          Duration.ofMinutes(1),
          () -> pipeline.weir().metrics().sum("weir_records_read_total") > 0,
          () -> pipeline.weir().tail());

      pipeline.killFluentBit();
      pipeline.startFluentBit();
      load.untilSettled();

      Summary summary = load.summary();
      assertTrue(summary.holds(), summary.toJson());
      assertEquals(load.truth().records(), summary.indexed());
      assertEquals(load.truth().records(), summary.read());
    }
  }

  @ParameterizedTest
  @MethodSource("installedByTransport")
  void everyRecordIsIndexedOnceOverOtherTransports(
      Transport.Kind kind, Optional<FluentBit> fluentBit, Lab lab) {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    PipelineOptions options = PipelineOptions.of(fluentBit).transport(kind);
    try (Pipeline pipeline = Pipeline.start(lab, options)) {
      Load load = new Load(pipeline, 24, 500).waf(4);

      load.untilSettled();

      Summary summary = load.summary();
      assertTrue(summary.holds(), summary.toJson());
      assertEquals(load.truth().records(), summary.indexed());
      assertEquals(load.truth().flags(), summary.flags());
      assertEquals(0, pipeline.messages());
    }
  }

  static Stream<Arguments> installedByTransport() {
    return FluentBit.all().stream()
        .flatMap(
            program ->
                Stream.of(Transport.Kind.TCP, Transport.Kind.TLS)
                    .map(kind -> Arguments.of(kind, program)));
  }
}
