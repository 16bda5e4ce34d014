package dev.weir.control;

import dev.weir.proto.v1.BackfillProgress;
import dev.weir.proto.v1.BackfillRequest;
import dev.weir.proto.v1.ControlGrpc;
import dev.weir.proto.v1.StatusReply;
import dev.weir.proto.v1.StatusRequest;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the calls of {@code weir.v1.Control}. */
final class StatusService extends ControlGrpc.ControlImplBase {
  private static final Logger LOG = LoggerFactory.getLogger(StatusService.class);

  private final Supplier<StatusReply> status;
  private final Backfills backfills;

  StatusService(Supplier<StatusReply> status, Backfills backfills) {
    this.status = status;
    this.backfills = backfills;
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
    } catch (IllegalArgumentException e) {
      answer.onError(refusal(Status.INVALID_ARGUMENT, e));
    } catch (IllegalStateException e) {
      answer.onError(refusal(Status.FAILED_PRECONDITION, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.onError(Status.CANCELLED.withDescription("the daemon stops").asRuntimeException());
    } catch (RuntimeException e) {
      if (call.isCancelled()) {
        return;
      }
      LOG.warn("A backfill ended early: {}", e.toString());
      answer.onError(refusal(Status.UNAVAILABLE, e));
    }
  }

  private static StatusRuntimeException refusal(Status status, RuntimeException e) {
    return status.withDescription(String.valueOf(e.getMessage())).asRuntimeException();
  }
}
