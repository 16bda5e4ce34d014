package dev.weir.control;

import dev.weir.proto.v1.ControlGrpc;
import dev.weir.proto.v1.StatusReply;
import dev.weir.proto.v1.StatusRequest;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** Answers the calls of {@code weir.v1.Control}. */
final class StatusService extends ControlGrpc.ControlImplBase {
  private final Supplier<StatusReply> status;

  StatusService(Supplier<StatusReply> status) {
    this.status = status;
  }

  @Override
  public void status(StatusRequest request, StreamObserver<StatusReply> answer) {
    answer.onNext(status.get());
    answer.onCompleted();
  }
}
