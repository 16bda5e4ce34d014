package dev.weir.source.send;

import dev.weir.settings.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ArrayValue;

/** A small forward server on a real socket, written with msgpack-core. */
public final class ForwardPeer implements AutoCloseable {
  /** What the server does with a frame. */
  public enum Answer {
    ACK,
    WRONG_ACK,
    SILENCE,
    CLOSE
  }

  private final ServerSocketChannel server;
  private final @Nullable String sharedKey;
  private final Set<SocketChannel> sockets = ConcurrentHashMap.newKeySet();
  private final List<ReceivedFrame> frames = new CopyOnWriteArrayList<>();
  private volatile Function<ReceivedFrame, Answer> behaviour = frame -> Answer.ACK;

  public ForwardPeer(int port, @Nullable String sharedKey) throws IOException {
    this.server = ServerSocketChannel.open();
    this.sharedKey = sharedKey;
    server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    Thread.ofVirtual().name("forward-peer").start(this::accept);
  }

  public ForwardPeer(Path unixSocket) throws IOException {
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    this.sharedKey = null;
    server.bind(UnixDomainSocketAddress.of(unixSocket));
    Thread.ofVirtual().name("forward-peer").start(this::accept);
  }

  public int port() {
    return server.socket().getLocalPort();
  }

  public Endpoint address() {
    return new Endpoint.Tcp("127.0.0.1", port());
  }

  /** Every frame that came, acknowledged or not, in the order of arrival. */
  public List<ReceivedFrame> frames() {
    return frames;
  }

  public void behave(Function<ReceivedFrame, Answer> how) {
    behaviour = how;
  }

  public void cutConnections() throws IOException {
    for (SocketChannel socket : sockets) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cutConnections();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel socket = server.accept();
        sockets.add(socket);
        Thread.ofVirtual().name("forward-peer-connection").start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(SocketChannel socket) {
    try (socket;
        InputStream in = Channels.newInputStream(socket);
        OutputStream out = Channels.newOutputStream(socket);
        MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(in)) {
      if (sharedKey != null) {
        shakeHands(unpacker, out, sharedKey);
      }
      while (unpacker.hasNext()) {
        long before = unpacker.getTotalReadBytes();
        ArrayValue message = unpacker.unpackValue().asArrayValue();
        int length = (int) (unpacker.getTotalReadBytes() - before);
        ReceivedFrame frame = ReceivedFrame.of(message, length);
        Answer answer = behaviour.apply(frame);
        frames.add(frame);
        switch (answer) {
          case ACK -> out.write(ack(frame.chunk()));
          case WRONG_ACK -> out.write(ack("another"));
          case SILENCE -> {}
          case CLOSE -> {
            return;
          }
        }
      }
    } catch (IOException cut) {
      // As a peer's connections may be.
    } finally {
      sockets.remove(socket);
    }
  }

  private static byte[] ack(String chunk) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packMapHeader(1).packString("ack").packString(chunk);
      return packer.toByteArray();
    }
  }

  private static void shakeHands(MessageUnpacker in, OutputStream out, String key)
      throws IOException {
    byte[] nonce = {1, (byte) 0xff, 3, 4};
    try (MessageBufferPacker helo = MessagePack.newDefaultBufferPacker()) {
      helo.packArrayHeader(2).packString("HELO").packMapHeader(2);
      helo.packString("nonce").packRawStringHeader(nonce.length).writePayload(nonce);
      // As Fluent Bit does: raw bytes in a str, and a salt although it knows no users.
      helo.packString("auth").packRawStringHeader(nonce.length).writePayload(nonce);
      out.write(helo.toByteArray());
    }
    ArrayValue ping = in.unpackValue().asArrayValue();
    byte[] host = ping.get(1).asRawValue().asByteArray();
    byte[] salt = ping.get(2).asRawValue().asByteArray();
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    byte[] server = "peer".getBytes(StandardCharsets.UTF_8);
    boolean knows =
        ping.size() == 6
            && ping.get(0).asStringValue().asString().equals("PING")
            && ping.get(3).asStringValue().asString().equals(sha512(salt, host, nonce, keyBytes));
    try (MessageBufferPacker pong = MessagePack.newDefaultBufferPacker()) {
      pong.packArrayHeader(5).packString("PONG").packBoolean(knows);
      pong.packString(knows ? "" : "shared key mismatch").packString("peer");
      pong.packString(sha512(salt, server, nonce, keyBytes));
      out.write(pong.toByteArray());
    }
    if (!knows) {
      throw new IOException("the client does not know the key");
    }
  }

  private static String sha512(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
