package dev.weir.control;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.ServerChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** The thread of the control service, which takes so many connections at once and closes others. */
final class BoundedEventLoop extends MultiThreadIoEventLoopGroup {
  private final int mostConnections;
  private final AtomicInteger connections = new AtomicInteger();

  BoundedEventLoop(int mostConnections) {
    super(1, new DefaultThreadFactory("weir-control", true), NioIoHandler.newFactory());
    this.mostConnections = mostConnections;
  }

  @Override
  public ChannelFuture register(Channel channel) {
    if (channel instanceof ServerChannel) {
      return super.register(channel);
    }
    if (connections.incrementAndGet() > mostConnections) {
      connections.decrementAndGet();
      // The acceptor closes a connection that cannot be registered.
      return channel.newFailedFuture(new RejectedExecutionException("too many connections"));
    }
    var unused = channel.closeFuture().addListener(_ -> connections.decrementAndGet());
    return super.register(channel);
  }
}
