package dev.weir.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ends in the middle of the work, and begins again: straight, and through each Fluent Bit. */
@ExtendWith(LabExtension.class)
class OutageTest {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @BeforeEach
  void empty(Lab lab) {
    SearchIndex.empty(lab.openSearch().endpoint());
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#ways")
  void anOpenSearchThatIsKilledMidwayCostsNothing(Optional<FluentBit> fluentBit, Lab lab) {
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(fluentBit))) {
      Load load = new Load(pipeline, 11, 2_000).waf(4);
      untilSomeAreSettled(pipeline);

      lab.openSearch().kill();
      load.waf(4);
      Eventually.until(
          DEADLINE,
          () -> pipeline.weir().metrics().sum("weir_alarm") > 0,
          () -> "no alarm:\n" + pipeline.weir().tail());
      lab.openSearch().restart();
      load.untilSettled();

      Summary summary = load.summary();
      assertTrue(summary.holds(), summary.toJson());
      assertEquals(load.truth().records(), summary.indexed());
      assertEquals(load.truth().flags(), summary.flags());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#ways")
  void aWeirThatIsKilledMidwayCostsNothing(Optional<FluentBit> fluentBit, Lab lab) {
    PipelineOptions options = PipelineOptions.of(fluentBit).visibility(Duration.ofSeconds(10));
    try (Pipeline pipeline = Pipeline.start(lab, options)) {
      Load load = new Load(pipeline, 12, 2_000).waf(6);
      untilSomeAreSettled(pipeline);

      pipeline.weir().kill();
      pipeline.startWeir();

      Eventually.until(
          DEADLINE,
          () -> pipeline.messages() == 0 && indexed(pipeline) == load.truth().records(),
          () -> indexed(pipeline) + " indexed, " + pipeline.messages() + " messages left");
      assertEquals(0, pipeline.search().duplicates());
    }
  }

  private static void untilSomeAreSettled(Pipeline pipeline) {
    Eventually.until(
        DEADLINE,
        () -> pipeline.weir().metrics().sum("weir_records_total") > 0,
        () -> pipeline.weir().tail());
  }

  private static long indexed(Pipeline pipeline) {
    pipeline.search().refresh();
    return pipeline.search().count(SearchIndex.RECORDS);
  }
}
