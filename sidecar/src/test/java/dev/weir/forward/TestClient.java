package dev.weir.forward;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A forward client that sends the bytes it is told to, and no others. */
final class TestClient implements AutoCloseable {
  private final SocketChannel channel;

  private TestClient(SocketAddress address) throws IOException {
    this(address, null);
  }

  private TestClient(SocketAddress address, @Nullable SocketAddress from) throws IOException {
    this.channel =
        address instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    if (from != null) {
      channel.bind(from);
    }
    channel.connect(address);
    if (address instanceof InetSocketAddress) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
  }

  static TestClient tcp(int port) throws IOException {
    return new TestClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** A client at another address of this host, such as 127.0.0.2. */
  static TestClient tcpFrom(String host, int port) throws IOException {
    return new TestClient(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        new InetSocketAddress(InetAddress.ofLiteral(host), 0));
  }

  static TestClient unix(Path path) throws IOException {
    return new TestClient(UnixDomainSocketAddress.of(path));
  }

  TestClient send(byte[] bytes) throws IOException {
    return send(bytes, 0, bytes.length);
  }

  TestClient send(byte[] bytes, int from, int to) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes, from, to - from);
    while (left.hasRemaining()) {
      channel.write(left);
    }
    return this;
  }

  TestClient sendHex(String hex) throws IOException {
    return send(Bytes.hex(hex));
  }

  /** Waits for exactly that many bytes, or fewer if the server closes first. */
  byte[] receive(int count) throws IOException {
    ByteBuffer answer = ByteBuffer.allocate(count);
    try {
      while (answer.hasRemaining() && channel.read(answer) >= 0) {
        // Goes on.
      }
    } catch (SocketException e) {
      // A reset is an end, too.
    }
    return Bytes.from(answer.flip());
  }

  /** The next read's bytes, up to 512 as Fluent Bit reads them. */
  byte[] receiveOnce() throws IOException {
    ByteBuffer answer = ByteBuffer.allocate(512);
    return channel.read(answer) < 0 ? new byte[0] : Bytes.from(answer.flip());
  }

  String receiveHex(int count) throws IOException {
    return HexFormat.of().formatHex(receive(count));
  }

  /** What comes until the server closes. */
  byte[] receiveAll() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      byte[] some = receiveOnce();
      while (some.length > 0) {
        all.writeBytes(some);
        some = receiveOnce();
      }
    } catch (IOException e) {
      // A reset is an end, too.
    }
    return all.toByteArray();
  }

  /** Whether an answer has arrived, without waiting for one. */
  boolean hasAnswer() throws IOException {
    channel.configureBlocking(false);
    try {
      return channel.read(ByteBuffer.allocate(1)) > 0;
    } finally {
      channel.configureBlocking(true);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
