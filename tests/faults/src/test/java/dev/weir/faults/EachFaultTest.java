package dev.weir.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.e2e.FluentBit;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault alone, on one pipeline for each Fluent Bit that is found, straight where there is
 * none; after it conservation, count and content hold, and a probe passes.
 */
@ParameterizedClass
@MethodSource("dev.weir.e2e.FluentBit#all")
class EachFaultTest {
  private static final long SEED = 20_261_121;
  private static final int RECORDS = 4_000;

  private static @Nullable Rig rig;
  private static @Nullable FaultRun run;
  private static int waves;

  private final Optional<FluentBit> fluentBit;

  EachFaultTest(Optional<FluentBit> fluentBit) {
    this.fluentBit = fluentBit;
  }

  @BeforeParameterizedClassInvocation
  static void start(Optional<FluentBit> fluentBit) {
    rig = Rig.start(fluentBit, (long) RECORDS * FaultKind.values().length);
    run = new FaultRun(rig, SEED, Duration.ofSeconds(3), System.err);
    waves = 0;
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    if (rig != null) {
      rig.close();
    }
  }

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void losesNothingAndWritesNothingTwice(FaultKind kind) throws InterruptedException {
    // A machine without Fluent Bit, root or a C compiler cannot run all: the report names them.
    String missing = rig().missing().get(kind);
    assumeTrue(missing == null, kind.label() + ": " + missing);
    PlannedFault fault = new PlannedFault(kind, 300, 1_500, SEED + kind.label().hashCode());
    waves++;

    Findings findings = run().run(new Wave(waves, List.of(fault), RECORDS));

    assertTrue(findings.isClean(), () -> fluentBit + ":\n" + String.join("\n", findings.lines()));
    assertTrue(findings.found() > RECORDS, findings.toString());
    assertEquals(0, findings.lost().size());
  }

  private static Rig rig() {
    return Objects.requireNonNull(rig);
  }

  private static FaultRun run() {
    return Objects.requireNonNull(run);
  }
}
