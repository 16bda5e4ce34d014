package dev.weir.forward;

import dev.weir.socket.SocketFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A listener with its open socket. */
final class BoundListener {
  private static final int BACKLOG = 1024;

  private final Listener listener;
  private final ServerSocketChannel channel;
  private final @Nullable SSLContext tls;
  private final Admission admission;
  private final @Nullable SocketFile file;

  private BoundListener(
      Listener listener,
      Admission admission,
      ServerSocketChannel channel,
      @Nullable SSLContext tls,
      @Nullable SocketFile file) {
    this.listener = listener;
    this.admission = admission;
    this.channel = channel;
    this.tls = tls;
    this.file = file;
  }

  /**
   * Opens the socket.
   *
   * @throws IOException if the address is taken or the keys cannot be read; the message says which
   */
  static BoundListener bind(Listener listener, ForwardLimits limits) throws IOException {
    Admission admission = new Admission(limits);
    return switch (listener) {
      case Listener.Tcp tcp ->
          new BoundListener(listener, admission, bindTcp(tcp.host(), tcp.port()), null, null);
      case Listener.Tls secure -> {
        SSLContext context = TlsContext.of(secure.keys(), secure.clientCa());
        yield new BoundListener(
            listener, admission, bindTcp(secure.host(), secure.port()), context, null);
      }
      case Listener.UnixSocket unix -> bindUnix(unix, admission);
    };
  }

  Listener listener() {
    return listener;
  }

  /** The port, or −1 for a Unix socket. */
  int port() throws IOException {
    return channel.getLocalAddress() instanceof InetSocketAddress address ? address.getPort() : -1;
  }

  String address() {
    return switch (listener) {
      case Listener.Tcp tcp -> "tcp " + tcp.host() + ":" + tcp.port();
      case Listener.Tls secure -> "tls " + secure.host() + ":" + secure.port();
      case Listener.UnixSocket unix -> "unix " + unix.path();
    };
  }

  /** Waits for the next connection and starts to serve it. */
  void accept(Connections connections) throws IOException {
    SocketChannel accepted = channel.accept();
    try {
      Peer from = connections.context().peers().of(accepted);
      switch (listener) {
        case Listener.Tcp tcp -> {
          tune(accepted);
          begin(connections, new ChannelWire(accepted), from, peer(accepted), tcp.auth(), false);
        }
        case Listener.Tls secure -> {
          tune(accepted);
          boolean known = secure.clientCa() != null;
          TlsWire wire = tlsWire(secure, accepted);
          begin(connections, wire, from, peer(accepted), secure.auth(), known);
        }
        case Listener.UnixSocket unix -> {
          String peer = "unix " + unix.path();
          begin(connections, new ChannelWire(accepted), from, peer, null, false);
        }
      }
    } catch (IOException e) {
      // Only this connection is lost: it closed before it was served.
      accepted.close();
    }
  }

  private void begin(
      Connections connections,
      Wire wire,
      Peer from,
      String peer,
      @Nullable SharedKeyAuth auth,
      boolean known) {
    Connection connection = new Connection(connections.context(), wire, from, peer);
    connections.begin(connection, admission, auth, known);
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  void close() throws IOException {
    channel.close();
    if (file != null) {
      file.delete();
    }
  }

  private TlsWire tlsWire(Listener.Tls secure, SocketChannel accepted) throws IOException {
    if (tls == null) {
      throw new IllegalStateException("bound without keys");
    }
    SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(accepted.socket(), null, -1, true);
    socket.setUseClientMode(false);
    socket.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    socket.setNeedClientAuth(secure.clientCa() != null);
    return new TlsWire(socket, accepted);
  }

  private static void tune(SocketChannel accepted) throws IOException {
    accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
    accepted.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
  }

  private static String peer(SocketChannel accepted) throws IOException {
    SocketAddress remote = accepted.getRemoteAddress();
    return remote instanceof InetSocketAddress address
        ? address.getAddress().getHostAddress() + ":" + address.getPort()
        : "unknown";
  }

  private static ServerSocketChannel bindTcp(String host, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
    ServerSocketChannel channel = ServerSocketChannel.open();
    return bind(channel, address, "tcp " + host + ":" + port);
  }

  private static BoundListener bindUnix(Listener.UnixSocket unix, Admission admission)
      throws IOException {
    Path path = unix.path();
    SocketFile.removeStale(path);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    String problem = SocketFile.folderProblem(path);
    if (problem != null) {
      channel.close();
      throw new IOException("cannot listen on unix " + path + ": " + problem);
    }
    bind(channel, UnixDomainSocketAddress.of(path), "unix " + path);
    try {
      return new BoundListener(unix, admission, channel, null, SocketFile.made(path));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static ServerSocketChannel bind(
      ServerSocketChannel channel, SocketAddress address, String name) throws IOException {
    try {
      return channel.bind(address, BACKLOG);
    } catch (IOException e) {
      channel.close();
      throw new IOException("cannot listen on " + name + ": " + e.getMessage(), e);
    }
  }
}
