package dev.weir.faults;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Hands bytes on between two Unix sockets, and cuts where it is told. */
final class StreamProxy implements AutoCloseable {
  private final Path server;
  private final ServerSocketChannel listener;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong cuts = new AtomicLong();
  private volatile @Nullable CutRule rule;
  private volatile boolean barred;

  /** Listens at {@code path} until it is closed. */
  StreamProxy(Path path, Path server) throws IOException {
    this.server = server;
    Files.deleteIfExists(path);
    this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    this.listener.bind(UnixDomainSocketAddress.of(path), 1_024);
    Thread.ofVirtual().name("stream-proxy").start(this::accept);
  }

  /** Cuts connections by this rule, those that are open too. */
  void cut(CutRule where) {
    rule = where;
  }

  /** Lets nothing through: connections end, new ones at once. */
  void bar() throws IOException {
    barred = true;
    closeAll();
  }

  /** Hands everything on again. */
  void calm() {
    rule = null;
    barred = false;
  }

  /** How many connections a rule has cut. */
  long cuts() {
    return cuts.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    closeAll();
  }

  private void closeAll() throws IOException {
    for (SocketChannel channel : open) {
      channel.close();
    }
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        SocketChannel client = listener.accept();
        if (barred) {
          client.close();
        } else {
          Thread.ofVirtual().name("stream-proxy-connection").start(() -> serve(client));
        }
      } catch (IOException closed) {
        // The loop's condition ends it.
      }
    }
  }

  private void serve(SocketChannel client) {
    open.add(client);
    try (client;
        SocketChannel peer = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      peer.connect(UnixDomainSocketAddress.of(server));
      open.add(peer);
      Thread answers =
          Thread.ofVirtual()
              .name("stream-proxy-answers")
              .start(() -> pump(peer, client, CutRule::backward));
      pump(client, peer, CutRule::forward);
      answers.join();
    } catch (IOException gone) {
      // The server is down: the client sees its connection end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.removeIf(channel -> !channel.isOpen());
    }
  }

  /** Hands on until one side ends or the rule cuts; then both are closed. */
  private void pump(SocketChannel from, SocketChannel to, ToLongFunction<CutRule> where) {
    ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
    CutRule seen = null;
    long left = CutRule.NEVER;
    try (from;
        to) {
      while (from.read(buffer.clear()) >= 0) {
        buffer.flip();
        CutRule now = rule;
        if (now != seen) {
          seen = now;
          left = now == null ? CutRule.NEVER : where.applyAsLong(now);
        }
        boolean cut = left == CutRule.BEHIND_NEXT || buffer.remaining() > left;
        if (cut && left >= 0) {
          buffer.limit((int) left);
        }
        left = left == CutRule.NEVER ? left : left - buffer.remaining();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        if (cut) {
          cuts.incrementAndGet();
          return;
        }
      }
    } catch (IOException gone) {
      // Either side went; the other one goes with it.
    }
  }
}
