package dev.weir.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.Fate;
import dev.weir.account.Ledger;
import dev.weir.account.ObjectVersion;
import dev.weir.opensearch.HoldReason;
import dev.weir.telemetry.Metrics;
import dev.weir.telemetry.PipelineMetrics;
import dev.weir.telemetry.SinkMetrics;
import dev.weir.telemetry.SourceMetrics;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MovementTest {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Metrics metrics = new Metrics();
  private final Ledger ledger = new Ledger();
  private final PipelineMetrics pipeline = new PipelineMetrics(metrics, ledger);
  private final SinkMetrics sink = new SinkMetrics(metrics);
  private final SourceMetrics source = new SourceMetrics(metrics);
  private long nanos;

  @Test
  void nothingToMoveIsNoHang() {
    Movement movement = movement(true);

    assertEquals(Optional.empty(), after(Duration.ofDays(1), movement));
  }

  @Test
  void aChunkThatStandsStillIsAHang() {
    Movement movement = movement(false);
    pipeline.chunksAtWork(1);

    assertEquals(Optional.empty(), after(PATIENCE.minusSeconds(1), movement));
    String problem = after(Duration.ofSeconds(1), movement).orElseThrow();

    assertTrue(problem.contains("nothing has moved for 300 s"), problem);
    assertTrue(problem.contains("1 chunks at work"), problem);
  }

  @Test
  void recordsThatMoveAreNoHang() {
    Movement movement = movement(false);
    pipeline.chunksAtWork(1);
    for (int i = 0; i < 10; i++) {
      ledger.settleUnstamped(Fate.INDEXED, 1);

      assertEquals(Optional.empty(), after(PATIENCE, movement));
    }
  }

  @Test
  void openSearchThatIsAwayIsNoHang() {
    Movement movement = movement(false);
    sink.inFlight(1_000);
    String alarm = HoldReason.UNREACHABLE.alarm();
    metrics.alarm(alarm, true);

    assertEquals(Optional.empty(), after(Duration.ofDays(3), movement));

    // It has as much time as ever once OpenSearch is back.
    metrics.alarm(alarm, false);
    assertEquals(Optional.empty(), after(PATIENCE.minusSeconds(1), movement));
    assertTrue(after(Duration.ofSeconds(1), movement).isPresent());
  }

  /** It stays on until the next start, and says nothing of why records do not move now. */
  @Test
  void anAlarmThatHoldsNothingUpExplainsNothing() {
    Movement movement = movement(false);
    pipeline.chunksAtWork(1);
    metrics.alarm("unaccounted", true);

    assertTrue(after(PATIENCE, movement).isPresent());
  }

  @Test
  void recordsThatLieInFluentBitAreNoHang() {
    Movement movement = movement(false);
    var unused = ledger.open(ObjectVersion.of("bucket", "key", "1"));
    source.unsettledBytes(1_000);

    assertEquals(Optional.empty(), after(Duration.ofDays(3), movement));
  }

  @Test
  void anObjectOfWhichNothingIsSentIsAHang() {
    Movement movement = movement(false);
    var unused = ledger.open(ObjectVersion.of("bucket", "key", "1"));

    assertTrue(after(PATIENCE, movement).isPresent());
  }

  @Test
  void recordsThatAreSentToOurselvesAreAHang() {
    Movement movement = movement(true);
    var unused = ledger.open(ObjectVersion.of("bucket", "key", "1"));
    source.unsettledBytes(1_000);

    assertTrue(after(PATIENCE, movement).isPresent());
  }

  /** A first look, as there is one at each start, and another one later. */
  private Optional<String> after(Duration time, Movement movement) {
    nanos += time.toNanos();
    return movement.problem();
  }

  private Movement movement(boolean straight) {
    Movement movement = new Movement(metrics, straight, PATIENCE, () -> nanos);
    assertEquals(Optional.empty(), movement.problem());
    return movement;
  }
}
