package dev.weir.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that sends back what it gets. */
class StreamProxyTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private ServerSocketChannel server;
  private StreamProxy proxy;

  @BeforeEach
  void start() throws IOException {
    Path real = folder.resolve("real.sock");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(real));
    Thread.ofVirtual().start(this::echo);
    proxy = new StreamProxy(folder.resolve("proxy.sock"), real);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void handsEverythingOnInBothDirections() throws IOException {
    byte[] sent = bytes(1_000_000);

    try (SocketChannel client = connect()) {
      Thread.ofVirtual().start(() -> write(client, sent));
      byte[] back = Channels.newInputStream(client).readNBytes(sent.length);

      assertArrayEquals(sent, back);
    }
    assertEquals(0, proxy.cuts());
  }

  @Test
  void letsNoMoreOfWhatIsSentThroughThanTheRuleSays() throws IOException {
    proxy.cut(rule(1_234, CutRule.NEVER));

    try (SocketChannel client = connect()) {
      Thread.ofVirtual().start(() -> write(client, bytes(5_000)));

      // What came through comes back, unless the cut took it along.
      assertTrue(all(client).length <= 1_234);
    }
    Eventually.until(DEADLINE, () -> proxy.cuts() == 1, () -> proxy.cuts() + " cuts");
  }

  @Test
  void cutsWithinAndBehindAnAnswer() throws IOException {
    proxy.cut(rule(CutRule.NEVER, 7));
    try (SocketChannel client = connect()) {
      write(client, bytes(40));
      assertEquals(7, all(client).length);
    }

    proxy.cut(rule(CutRule.NEVER, CutRule.BEHIND_NEXT));
    try (SocketChannel client = connect()) {
      write(client, bytes(40));
      assertEquals(40, all(client).length);
    }
  }

  @Test
  void letsNothingThroughWhileItIsBarred() throws IOException {
    proxy.bar();
    try (SocketChannel client = connect()) {
      assertEquals(0, all(client).length);
    }

    proxy.calm();
    try (SocketChannel client = connect()) {
      write(client, bytes(10));
      assertEquals(10, Channels.newInputStream(client).readNBytes(10).length);
    }
  }

  private SocketChannel connect() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("proxy.sock")));
  }

  private void echo() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        Thread.ofVirtual().start(() -> echo(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void echo(SocketChannel client) {
    try (client) {
      ByteBuffer buffer = ByteBuffer.allocate(8_192);
      while (client.read(buffer.clear()) >= 0) {
        write(client, Arrays.copyOf(buffer.array(), buffer.position()));
      }
    } catch (IOException gone) {
      // As a server does.
    }
  }

  private static void write(SocketChannel channel, byte[] bytes) {
    try {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
    } catch (IOException cut) {
      // The test looks at what arrived.
    }
  }

  /** All there is until the end, be it a clean one or not. */
  private static byte[] all(SocketChannel channel) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    InputStream in = Channels.newInputStream(channel);
    try {
      int one = in.read();
      while (one >= 0) {
        read.write(one);
        one = in.read();
      }
    } catch (IOException cut) {
      // The same as the end of it.
    }
    return read.toByteArray();
  }

  private static CutRule rule(long forward, long backward) {
    return new CutRule() {
      @Override
      public long forward() {
        return forward;
      }

      @Override
      public long backward() {
        return backward;
      }
    };
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
