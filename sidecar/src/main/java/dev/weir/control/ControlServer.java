package dev.weir.control;

import dev.weir.proto.v1.StatusReply;
import dev.weir.replay.Replays;
import dev.weir.socket.SocketFile;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the control protocol on a Unix socket of mode 0660: whoever may write to the file may ask.
 * The JDK's own Unix sockets carry it, so no native library is loaded.
 */
public final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final int MAX_REQUEST_BYTES = 64 * 1024;
  private static final int MAX_CALLS_PER_CONNECTION = 16;
  private static final int MAX_CONNECTIONS = 64;

  /** For a connection without a call, one that never says a word among them. */
  private static final long IDLE_SECONDS = 30;

  /** Calls begun and given up at once, in {@link #RESET_SECONDS}. */
  private static final int MAX_RESETS = 200;

  private static final int RESET_SECONDS = 10;

  private final Path socket;
  private final Supplier<StatusReply> status;
  private final Backfills backfills;
  private final Replays replays;
  private final Letters letters;
  private final AlertDesk alerts;
  private @Nullable Server server;
  private @Nullable SocketFile own;
  private @Nullable EventLoopGroup loops;
  private @Nullable ExecutorService threads;

  /** A server that does nothing before {@link #start}. */
  public ControlServer(
      Path socket, Supplier<StatusReply> status, Backfills backfills, Replays replays) {
    this(socket, status, backfills, replays, Letters.NONE, AlertDesk.NONE);
  }

  /** A server that does nothing before {@link #start}. */
  public ControlServer(
      Path socket,
      Supplier<StatusReply> status,
      Backfills backfills,
      Replays replays,
      Letters letters,
      AlertDesk alerts) {
    this.letters = letters;
    this.alerts = alerts;
    this.socket = socket;
    this.status = status;
    this.backfills = backfills;
    this.replays = replays;
  }

  /**
   * Listens. A socket that nobody listens on any more is replaced.
   *
   * @throws IOException if the socket is in use, is a file of another kind, or cannot be made
   */
  public synchronized void start() throws IOException {
    SocketFile.removeStale(socket);
    EventLoopGroup loop = new BoundedEventLoop(MAX_CONNECTIONS);
    ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    loops = loop;
    threads = calls;
    try {
      server =
          NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
              .channelType(NioServerDomainSocketChannel.class)
              .bossEventLoopGroup(loop)
              .workerEventLoopGroup(loop)
              // A Unix socket has no keep-alive; asked for, it is a warning for each connection.
              .withChildOption(ChannelOption.SO_KEEPALIVE, null)
              .executor(calls)
              .maxInboundMessageSize(MAX_REQUEST_BYTES)
              .maxConnectionIdle(IDLE_SECONDS, TimeUnit.SECONDS)
              .maxRstFramesPerWindow(MAX_RESETS, RESET_SECONDS)
              .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
              .addService(new ControlService(status, backfills, replays, letters, alerts))
              .build()
              .start();
      own = SocketFile.made(socket);
    } catch (IOException e) {
      close();
      String problem = SocketFile.folderProblem(socket);
      String why = problem == null ? reason(e) : problem;
      throw new IOException("cannot listen on unix " + socket + ": " + why, e);
    }
  }

  /** Where it listens. */
  public Path socket() {
    return socket;
  }

  /** Breaks off what is being asked and takes the socket away. Safe before start and twice. */
  @Override
  public synchronized void close() {
    if (server != null) {
      server.shutdownNow();
      server = null;
    }
    if (own != null) {
      delete(own);
      own = null;
    }
    if (threads != null) {
      threads.shutdownNow();
      threads = null;
    }
    if (loops != null) {
      var unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      loops = null;
    }
  }

  private void delete(SocketFile made) {
    try {
      made.delete();
    } catch (IOException e) {
      LOG.warn("Could not remove {}, the next start will: {}", socket, e.toString());
    }
  }

  private static String reason(IOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }
}
