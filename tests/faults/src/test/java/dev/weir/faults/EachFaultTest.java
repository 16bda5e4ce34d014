package dev.weir.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.e2e.FluentBit;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault alone, on one pipeline for each Fluent Bit that is found, straight where there is
 * none; after it conservation, count and content hold, and a probe passes.
 */
class EachFaultTest {
  private static final long SEED = 20_261_121;
  private static final int RECORDS = 4_000;

  private static @Nullable Rig rig;
  private static @Nullable FaultRun run;
  private static int waves;

  /** All kinds through one Fluent Bit, then all through the next. */
  static Stream<Arguments> faults() {
    return FluentBit.all().stream()
        .flatMap(
            fluentBit -> Stream.of(FaultKind.values()).map(kind -> Arguments.of(fluentBit, kind)));
  }

  @AfterAll
  static void stop() {
    if (rig != null) {
      rig.close();
    }
    rig = null;
  }

  @ParameterizedTest
  @MethodSource("faults")
  void losesNothingAndWritesNothingTwice(Optional<FluentBit> fluentBit, FaultKind kind)
      throws InterruptedException {
    start(fluentBit);
    // A machine without Fluent Bit, root or a C compiler cannot run all: the report names them.
    String missing = Objects.requireNonNull(rig).missing().get(kind);
    assumeTrue(missing == null, kind.label() + ": " + missing);
    PlannedFault fault = new PlannedFault(kind, 300, 1_500, SEED + kind.label().hashCode());
    waves++;

    Findings findings = Objects.requireNonNull(run).run(new Wave(waves, List.of(fault), RECORDS));

    assertTrue(findings.isClean(), () -> String.join("\n", findings.lines()));
    assertTrue(findings.found() > RECORDS, findings.toString());
    assertEquals(0, findings.lost().size());
  }

  /** Goes on with the pipeline that runs, unless it is that of another Fluent Bit. */
  private static void start(Optional<FluentBit> fluentBit) {
    if (rig != null && rig.fluentBit().equals(fluentBit)) {
      return;
    }
    stop();
    Rig started = Rig.start(fluentBit, (long) RECORDS * FaultKind.values().length);
    rig = started;
    run = new FaultRun(started, SEED, Duration.ofSeconds(3), System.err);
    waves = 0;
  }
}
