package dev.weir.control;

import dev.weir.proto.v1.Alert;
import dev.weir.proto.v1.AlertsRequest;
import dev.weir.proto.v1.BackfillProgress;
import dev.weir.proto.v1.BackfillRequest;
import dev.weir.proto.v1.ChangeAlertsReply;
import dev.weir.proto.v1.ChangeAlertsRequest;
import dev.weir.proto.v1.CloseLettersReply;
import dev.weir.proto.v1.ControlGrpc;
import dev.weir.proto.v1.Letter;
import dev.weir.proto.v1.LettersRequest;
import dev.weir.proto.v1.ReplayProgress;
import dev.weir.proto.v1.ReplayRequest;
import dev.weir.proto.v1.StatusReply;
import dev.weir.proto.v1.StatusRequest;
import dev.weir.proto.v1.TestDestinationReply;
import dev.weir.proto.v1.TestDestinationRequest;
import dev.weir.replay.Progress;
import dev.weir.replay.Replays;
import dev.weir.replay.Selection;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the calls of {@code weir.v1.Control}, each on a virtual thread of its own. */
final class ControlService extends ControlGrpc.ControlImplBase {
  private static final Logger LOG = LoggerFactory.getLogger(ControlService.class);

  private final Supplier<StatusReply> status;
  private final Backfills backfills;
  private final Replays replays;
  private final Letters letters;
  private final AlertDesk alerts;

  ControlService(
      Supplier<StatusReply> status,
      Backfills backfills,
      Replays replays,
      Letters letters,
      AlertDesk alerts) {
    this.letters = letters;
    this.alerts = alerts;
    this.status = status;
    this.backfills = backfills;
    this.replays = replays;
  }

  @Override
  public void status(StatusRequest request, StreamObserver<StatusReply> answer) {
    answer.onNext(status.get());
    answer.onCompleted();
  }

  @Override
  public void backfill(BackfillRequest request, StreamObserver<BackfillProgress> answer) {
    Context call = Context.current();
    try {
      backfills.run(request, answer::onNext, call::isCancelled);
      answer.onCompleted();
    } catch (IllegalArgumentException wrong) {
      fail(answer, Status.INVALID_ARGUMENT, wrong);
    } catch (IllegalStateException unable) {
      fail(answer, Status.FAILED_PRECONDITION, unable);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      answer.onError(Status.CANCELLED.withDescription("the daemon stops").asRuntimeException());
    } catch (RuntimeException failed) {
      if (!call.isCancelled()) {
        LOG.warn("A backfill ended early: {}", failed.toString());
        fail(answer, Status.UNAVAILABLE, failed);
      }
    }
  }

  @Override
  public void replay(ReplayRequest request, StreamObserver<ReplayProgress> answer) {
    Context call = Context.current();
    try {
      Progress end =
          replays.replay(
              selection(request), step -> answer.onNext(progress(step)), call::isCancelled);
      answer.onNext(progress(end));
      answer.onCompleted();
    } catch (IllegalArgumentException wrong) {
      fail(answer, Status.INVALID_ARGUMENT, wrong);
    } catch (IOException failed) {
      fail(answer, Status.FAILED_PRECONDITION, failed);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      answer.onError(Status.CANCELLED.withDescription("the daemon stops").asRuntimeException());
    } catch (RuntimeException failed) {
      if (!call.isCancelled()) {
        LOG.warn("A replay ended early: {}", failed.toString());
        fail(answer, Status.UNAVAILABLE, failed);
      }
    }
  }

  @Override
  public void letters(LettersRequest request, StreamObserver<Letter> answer) {
    Context call = Context.current();
    try {
      letters.list(request, answer::onNext, call::isCancelled);
      answer.onCompleted();
    } catch (IllegalArgumentException wrong) {
      fail(answer, Status.INVALID_ARGUMENT, wrong);
    } catch (IOException failed) {
      fail(answer, Status.FAILED_PRECONDITION, failed);
    } catch (RuntimeException failed) {
      if (!call.isCancelled()) {
        LOG.warn("A listing of dead letters ended early: {}", failed.toString());
        fail(answer, Status.UNAVAILABLE, failed);
      }
    }
  }

  @Override
  public void closeLetters(LettersRequest request, StreamObserver<CloseLettersReply> answer) {
    answer(answer, () -> answer.onNext(letters.close(request)));
  }

  @Override
  public void alerts(AlertsRequest request, StreamObserver<Alert> answer) {
    answer(answer, () -> alerts.list(request).forEach(answer::onNext));
  }

  @Override
  public void changeAlerts(ChangeAlertsRequest request, StreamObserver<ChangeAlertsReply> answer) {
    answer(answer, () -> answer.onNext(alerts.change(request)));
  }

  @Override
  public void testDestination(
      TestDestinationRequest request, StreamObserver<TestDestinationReply> answer) {
    answer(
        answer,
        () -> {
          String problem = alerts.test(request.getDestination());
          answer.onNext(TestDestinationReply.newBuilder().setProblem(problem).build());
        });
  }

  /** What a call comes to. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static void answer(StreamObserver<?> answer, Work work) {
    try {
      work.run();
      answer.onCompleted();
    } catch (IllegalArgumentException wrong) {
      fail(answer, Status.INVALID_ARGUMENT, wrong);
    } catch (IOException failed) {
      fail(answer, Status.FAILED_PRECONDITION, failed);
    }
  }

  private static void fail(StreamObserver<?> answer, Status status, Exception why) {
    answer.onError(status.withDescription(String.valueOf(why.getMessage())).asRuntimeException());
  }

  private static Selection selection(ReplayRequest request) {
    return new Selection(
        request.hasReason() ? request.getReason() : null,
        request.hasType() ? request.getType() : null,
        request.hasObject() ? request.getObject() : null,
        request.hasSinceMillis() ? Instant.ofEpochMilli(request.getSinceMillis()) : null,
        request.hasLimit() ? request.getLimit() : Long.MAX_VALUE,
        request.getDryRun(),
        request.getNotify());
  }

  private static ReplayProgress progress(Progress progress) {
    ReplayProgress.Builder builder = ReplayProgress.newBuilder().setSelected(progress.selected());
    progress
        .outcomes()
        .forEach((outcome, letters) -> builder.putOutcomes(outcome.label(), letters));
    return builder
        .setLeftOpen(
            progress.outcomes().entrySet().stream()
                .filter(each -> each.getKey().isLeftOpen())
                .mapToLong(each -> each.getValue())
                .sum())
        .build();
  }
}
