package dev.weir.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** An HTTP proxy between weir and OpenSearch that does to each request as it is told. */
final class SearchProxy implements AutoCloseable {
  private final URI server;
  private final ServerSocket listener;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final AtomicLong treated = new AtomicLong();
  private volatile Disturbance disturbance = Disturbance.CALM;

  /** Listens on a free port of loopback until it is closed. */
  SearchProxy(URI server) throws IOException {
    this.server = server;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("search-proxy").start(this::accept);
  }

  /** Where weir connects to. */
  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** What happens to requests from now on. */
  void disturb(Disturbance other) {
    disturbance = other;
  }

  /** All is well again. */
  void calm() {
    disturbance = Disturbance.CALM;
  }

  /** How many requests a disturbance has treated. */
  long treated() {
    return treated.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket client : clients) {
      client.close();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        clients.add(client);
        Thread.ofVirtual().name("search-proxy-connection").start(() -> serve(client));
      } catch (IOException closed) {
        // The loop's condition ends it.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream(), 64 << 10);
      HttpMessage request = HttpMessage.read(in, true);
      while (request != null) {
        Disturbance now = disturbance;
        if (now != Disturbance.CALM) {
          treated.incrementAndGet();
        }
        now.treat(new Exchange(request, client, server));
        request = client.isClosed() ? null : HttpMessage.read(in, true);
      }
    } catch (IOException gone) {
      // One side went: weir sees a connection that ends, as it would without a proxy.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      clients.remove(client);
    }
  }
}
