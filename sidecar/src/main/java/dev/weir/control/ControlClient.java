package dev.weir.control;

import dev.weir.proto.v1.ControlGrpc;
import dev.weir.proto.v1.StatusReply;
import dev.weir.proto.v1.StatusRequest;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks a daemon on the same host. */
public final class ControlClient {
  private ControlClient() {}

  /**
   * What became of all records since the daemon started.
   *
   * @param deadline for the whole call
   * @throws IOException if no daemon answers there; the message says so in one sentence
   */
  public static StatusReply status(Path socket, Duration deadline) throws IOException {
    if (!Files.exists(socket)) {
      throw new IOException("there is no socket " + socket + ": no daemon runs that listens there");
    }
    EventLoopGroup loop = new NioEventLoopGroup(1, new DefaultThreadFactory("weir-control", true));
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
            .channelType(NioDomainSocketChannel.class)
            .eventLoopGroup(loop)
            .overrideAuthority("localhost")
            .usePlaintext()
            .build();
    try {
      return ControlGrpc.newBlockingStub(channel)
          .withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS)
          .status(StatusRequest.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      throw new IOException(sentence(socket, deadline, e), e);
    } finally {
      channel.shutdownNow();
      var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private static String sentence(Path socket, Duration deadline, StatusRuntimeException e) {
    return switch (e.getStatus().getCode()) {
      case UNAVAILABLE ->
          Files.isWritable(socket)
              ? "no daemon answers on " + socket + ": it is not running"
              : "this user may not write to " + socket + ": ask as the daemon's user or group";
      case DEADLINE_EXCEEDED -> "no answer on " + socket + " within " + deadline.toSeconds() + " s";
      default -> "the daemon on " + socket + " answers with " + e.getStatus().getCode();
    };
  }
}
