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
import dev.weir.proto.v1.TestDestinationRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks a daemon on the same host. */
public final class ControlClient {
  /** A dead letter with its body. */
  private static final int MAX_ANSWER_BYTES = 16 << 20;

  private ControlClient() {}

  /**
   * What became of all records since the daemon started.
   *
   * @param deadline for the whole call
   * @throws IOException if no daemon answers there; the message says so in one sentence
   */
  public static StatusReply status(Path socket, Duration deadline) throws IOException {
    return call(
        socket,
        "within " + deadline.toSeconds() + " s",
        stub ->
            stub.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS)
                .status(StatusRequest.getDefaultInstance()));
  }

  /**
   * Has a part of a bucket read, and returns when that is done. The daemon notices when this
   * process ends, and begins with nothing more then.
   *
   * @param progress told every now and then
   * @return how it ended
   * @throws IllegalArgumentException if the daemon may not read that; the message says so
   * @throws IOException if no daemon answers there, or it cannot do so now, or stops
   */
  public static BackfillProgress backfill(
      Path socket, BackfillRequest request, Consumer<BackfillProgress> progress)
      throws IOException {
    try {
      return call(
          socket,
          "in time",
          stub -> {
            BackfillProgress last = BackfillProgress.getDefaultInstance();
            Iterator<BackfillProgress> answers = stub.backfill(request);
            while (answers.hasNext()) {
              last = answers.next();
              progress.accept(last);
            }
            return last;
          });
    } catch (IOException e) {
      if (e.getCause() instanceof StatusRuntimeException refused
          && refused.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
        throw new IllegalArgumentException(refused.getStatus().getDescription(), e);
      }
      throw e;
    }
  }

  /**
   * Replays dead letters, however long that takes.
   *
   * @param progress hears each step on this thread
   * @return the last step
   * @throws ReplayException if the daemon could not do it, or not to its end
   * @throws IOException if no daemon answers there; the message says so in one sentence
   */
  public static ReplayProgress replay(
      Path socket, ReplayRequest request, Consumer<ReplayProgress> progress)
      throws IOException, ReplayException {
    return refusing(
        () ->
            call(
                socket,
                "in time",
                stub -> {
                  ReplayProgress last = ReplayProgress.getDefaultInstance();
                  var steps = stub.replay(request);
                  while (steps.hasNext()) {
                    last = steps.next();
                    progress.accept(last);
                  }
                  return last;
                }));
  }

  /**
   * Lists dead letters.
   *
   * @param each hears each of them on this thread
   * @throws ReplayException if the daemon could not do it
   * @throws IOException if no daemon answers there; the message says so in one sentence
   */
  public static void letters(Path socket, LettersRequest request, Consumer<Letter> each)
      throws IOException, ReplayException {
    refusing(
        () ->
            call(
                socket,
                "in time",
                stub -> {
                  stub.letters(request).forEachRemaining(each);
                  return true;
                }));
  }

  /**
   * Closes dead letters.
   *
   * @throws ReplayException if the daemon could not do it
   * @throws IOException if no daemon answers there; the message says so in one sentence
   */
  public static CloseLettersReply closeLetters(Path socket, LettersRequest request)
      throws IOException, ReplayException {
    return refusing(() -> call(socket, "in time", stub -> stub.closeLetters(request)));
  }

  /**
   * Lists alerts.
   *
   * @param each hears each of them on this thread
   * @throws ReplayException if the daemon could not do it
   * @throws IOException if no daemon answers there; the message says so in one sentence
   */
  public static void alerts(Path socket, AlertsRequest request, Consumer<Alert> each)
      throws IOException, ReplayException {
    refusing(
        () ->
            call(
                socket,
                "in time",
                stub -> {
                  stub.alerts(request).forEachRemaining(each);
                  return true;
                }));
  }

  /**
   * Changes the status of alerts.
   *
   * @throws ReplayException if the daemon could not do it
   * @throws IOException if no daemon answers there; the message says so in one sentence
   */
  public static ChangeAlertsReply changeAlerts(Path socket, ChangeAlertsRequest request)
      throws IOException, ReplayException {
    return refusing(() -> call(socket, "in time", stub -> stub.changeAlerts(request)));
  }

  /**
   * Has a test message sent to a destination of alerts.
   *
   * @return what is wrong, in plain words; empty if the destination took it
   * @throws ReplayException if there is no such destination
   * @throws IOException if no daemon answers there; the message says so in one sentence
   */
  public static String testDestination(Path socket, String destination)
      throws IOException, ReplayException {
    TestDestinationRequest request =
        TestDestinationRequest.newBuilder().setDestination(destination).build();
    return refusing(() -> call(socket, "in time", stub -> stub.testDestination(request)))
        .getProblem();
  }

  /** A call that the daemon may refuse. */
  @FunctionalInterface
  private interface RefusableCall<T> {
    T make() throws IOException;
  }

  private static <T> T refusing(RefusableCall<T> call) throws IOException, ReplayException {
    try {
      return call.make();
    } catch (IOException e) {
      if (e.getCause() instanceof StatusRuntimeException failed) {
        switch (failed.getStatus().getCode()) {
          case FAILED_PRECONDITION, INVALID_ARGUMENT, CANCELLED ->
              throw new ReplayException(String.valueOf(failed.getStatus().getDescription()));
          default -> throw e;
        }
      }
      throw e;
    }
  }

  private static <T> T call(
      Path socket, String patience, Function<ControlGrpc.ControlBlockingStub, T> call)
      throws IOException {
    if (!Files.exists(socket)) {
      throw new IOException(
          "there is no socket "
              + socket
              + ": no daemon runs that listens there; if its control.socket is elsewhere, say -c"
              + " weir.yaml or --socket PATH");
    }
    EventLoopGroup loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("weir-control", true), NioIoHandler.newFactory());
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
            .channelType(NioDomainSocketChannel.class)
            .eventLoopGroup(loop)
            // A Unix socket has no keep-alive; asked for, it is a warning on standard error.
            .withOption(ChannelOption.SO_KEEPALIVE, null)
            .maxInboundMessageSize(MAX_ANSWER_BYTES)
            .overrideAuthority("localhost")
            .usePlaintext()
            .build();
    try {
      return call.apply(ControlGrpc.newBlockingStub(channel));
    } catch (StatusRuntimeException e) {
      throw new IOException(sentence(socket, patience, e), e);
    } finally {
      channel.shutdownNow();
      var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private static String sentence(Path socket, String patience, StatusRuntimeException e) {
    return switch (e.getStatus().getCode()) {
      case FAILED_PRECONDITION, CANCELLED -> String.valueOf(e.getStatus().getDescription());
      case UNIMPLEMENTED -> "the daemon on " + socket + " is of another version and cannot do that";
      case UNAVAILABLE ->
          Files.isWritable(socket)
              ? "no daemon answers on " + socket + ": it is not running"
              : "this user may not write to " + socket + ": ask as the daemon's user or group";
      case DEADLINE_EXCEEDED -> "no answer on " + socket + " " + patience;
      default -> "the daemon on " + socket + " answers with " + e.getStatus().getCode();
    };
  }
}
