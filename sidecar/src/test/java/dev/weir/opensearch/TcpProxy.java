package dev.weir.opensearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between the sink and OpenSearch, and loses answers when told. */
public final class TcpProxy implements AutoCloseable {
  private final URI server;
  private final ServerSocket listening;
  private final AtomicInteger answersToLose = new AtomicInteger();
  private final AtomicInteger answersToCut = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();

  public TcpProxy(URI server) throws IOException {
    this.server = server;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /** Closes the connection in place of the next answers, once the server has given them. */
  public void loseAnswers(int answers) {
    answersToLose.set(answers);
  }

  /** Closes the connection in the middle of the next answers. */
  public void cutAnswers(int answers) {
    answersToCut.set(answers);
  }

  public int lost() {
    return lost.get();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        connect(client);
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Socket upstream = new Socket(server.getHost(), server.getPort());
      Thread.ofVirtual().start(() -> pump(client, upstream, false));
      Thread.ofVirtual().start(() -> pump(upstream, client, true));
    } catch (ConnectException down) {
      client.close();
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int length = in.read(buffer);
      while (length >= 0) {
        if (answers && take(answersToLose)) {
          return;
        }
        if (answers && take(answersToCut)) {
          out.write(buffer, 0, length / 2);
          return;
        }
        out.write(buffer, 0, length);
        length = in.read(buffer);
      }
    } catch (IOException closed) {
      // By either side, or by us.
    }
  }

  private boolean take(AtomicInteger remaining) {
    boolean taken = remaining.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    if (taken) {
      lost.incrementAndGet();
    }
    return taken;
  }
}
