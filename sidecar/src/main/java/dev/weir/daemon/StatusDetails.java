package dev.weir.daemon;

import dev.weir.opensearch.HoldReason;
import dev.weir.proto.v1.QueueStatus;
import dev.weir.proto.v1.StatusReply;
import dev.weir.proto.v1.TroubledObject;
import dev.weir.settle.LedgerIndex;
import dev.weir.settle.LedgerTrouble;
import dev.weir.settle.LedgerTroubles;
import dev.weir.source.S3Source;
import dev.weir.source.queue.QueueState;
import dev.weir.telemetry.AlertMetrics;
import dev.weir.telemetry.Metrics;
import dev.weir.telemetry.NotifyMetrics;
import dev.weir.telemetry.RuleMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a status says beyond the counts: alarms, queues, ages, and the objects that need somebody.
 * What has to be asked of SQS and OpenSearch is waited for only so long; the status says what did
 * not come.
 */
final class StatusDetails implements Consumer<StatusReply.Builder> {
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final int NAMED_OF_EACH = 5;
  private static final String UNACCOUNTED_ADVICE =
      "Fluent Bit lost records that it had taken: look at its log, then run weir backfill";

  private final Metrics metrics;
  private final LedgerIndex index;
  private final @Nullable S3Source source;

  StatusDetails(Metrics metrics, LedgerIndex index, @Nullable S3Source source) {
    this.metrics = metrics;
    this.index = index;
    this.source = source;
  }

  @Override
  public void accept(StatusReply.Builder status) {
    FutureTask<LedgerTroubles> troubles = ask(() -> index.troubles(NAMED_OF_EACH));
    S3Source from = source;
    FutureTask<List<QueueState>> queues = ask(from == null ? List::of : from::queueStates);
    for (String alarm : metrics.activeAlarms()) {
      status.putAlarms(alarm, advice(alarm));
    }
    if (from != null) {
      ages(status, from);
    }
    try {
      queues.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS).forEach(each -> queue(status, each));
    } catch (ExecutionException | TimeoutException e) {
      status.addQueues(QueueStatus.newBuilder().setProblem("SQS does not answer"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    troubles(status, troubles);
  }

  private static String advice(String alarm) {
    if (alarm.startsWith(NotifyMetrics.ALARM)) {
      String name = alarm.substring(NotifyMetrics.ALARM.length());
      return "the destination takes no alerts, and they wait: the log says what it answers; try it"
          + " with weir alerts test "
          + name;
    }
    return switch (alarm) {
      case RuleMetrics.SLOW_ALARM -> RuleMetrics.SLOW_ADVICE;
      case AlertMetrics.ALARM -> AlertMetrics.ADVICE;
      default -> HoldReason.ofAlarm(alarm).map(HoldReason::advice).orElse(UNACCOUNTED_ADVICE);
    };
  }

  private static <T> FutureTask<T> ask(Callable<T> question) {
    FutureTask<T> answer = new FutureTask<>(question);
    Thread.ofVirtual().name("weir-status").start(answer);
    return answer;
  }

  private static void ages(StatusReply.Builder status, S3Source source) {
    Duration oldest = source.oldestObjectAge();
    if (!oldest.isZero()) {
      status.setOldestObjectSeconds(oldest.toSeconds());
    }
    Duration lag = source.lag();
    if (lag != null) {
      status.setLagSeconds(lag.toSeconds());
    }
  }

  private static void queue(StatusReply.Builder status, QueueState state) {
    QueueStatus.Builder queue =
        QueueStatus.newBuilder()
            .setName(state.name())
            .setWaiting(state.waiting())
            .setAtWork(state.atWork());
    Duration age = state.age();
    if (age != null) {
      queue.setAgeSeconds(age.toSeconds());
    }
    String problem = state.problem();
    if (problem != null) {
      queue.setProblem(problem);
    }
    status.addQueues(queue);
  }

  private static void troubles(StatusReply.Builder status, FutureTask<LedgerTroubles> answer) {
    try {
      LedgerTroubles found = answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      status.putAllTroubledObjects(found.counts());
      for (LedgerTrouble each : found.newest()) {
        status.addTroubles(
            TroubledObject.newBuilder()
                .setKind(each.kind())
                .setBucket(each.bucket())
                .setKey(each.key())
                .setVersion(each.version())
                .setReason(each.reason())
                .setRecords(each.records()));
      }
    } catch (TimeoutException e) {
      status.setTroublesProblem("OpenSearch does not answer within " + LIMIT.toSeconds() + " s");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      status.setTroublesProblem(String.valueOf(cause.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
