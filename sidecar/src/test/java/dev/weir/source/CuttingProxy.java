package dev.weir.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP proxy that cuts connections after so many bytes of answers. */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final URI target;
  private final int cutAfterBytes;
  private final AtomicInteger cuts = new AtomicInteger();
  private final int mostCuts;

  CuttingProxy(URI target, int cutAfterBytes, int mostCuts) throws IOException {
    this.target = target;
    this.cutAfterBytes = cutAfterBytes;
    this.mostCuts = mostCuts;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("cutting-proxy").start(this::accept);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  int cuts() {
    return cuts.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket upstream = new Socket(target.getHost(), target.getPort());
        Thread.ofVirtual().start(() -> copy(client, upstream, Integer.MAX_VALUE));
        Thread.ofVirtual().start(() -> copy(upstream, client, cutAfterBytes));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void copy(Socket from, Socket to, int limit) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[8192];
      int passed = 0;
      int read = in.read(buffer);
      while (read >= 0) {
        out.write(buffer, 0, read);
        passed += read;
        if (passed >= limit && cuts.get() < mostCuts) {
          cuts.incrementAndGet();
          return;
        }
        read = in.read(buffer);
      }
    } catch (IOException cut) {
      // As connections may be.
    }
  }
}
