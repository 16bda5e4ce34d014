package dev.weir.forward;

import java.io.IOException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The life of one connection, from its handshakes to its end. */
final class ConnectionTask implements Runnable {
  private final Connection connection;
  private final @Nullable SharedKeyAuth auth;
  private final boolean known;
  private final Connections connections;

  /**
   * @param known whether the peer proves who it is in the TLS handshake
   */
  ConnectionTask(
      Connection connection, @Nullable SharedKeyAuth auth, boolean known, Connections connections) {
    this.connection = connection;
    this.auth = auth;
    this.known = known;
    this.connections = connections;
  }

  @Override
  public void run() {
    CloseReason reason = CloseReason.CONNECTION_FAILED;
    try {
      Head head = new Head();
      letIn(head);
      if (auth != null || known) {
        connection.handshake().disarm();
      }
      // Of any other peer the first byte is what shows that somebody is there.
      reason = new ConnectionReader(connection, head).read();
    } catch (HandshakeException e) {
      connection.handshakeFailed(e.failure());
    } catch (IOException e) {
      // The peer is gone, or somebody closed the connection and said why.
      reason = CloseReason.CONNECTION_FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reason = CloseReason.SERVER_CLOSED;
    } finally {
      connection.close(reason);
      connections.ended(connection);
    }
  }

  private void letIn(Head head) throws IOException, HandshakeException {
    try {
      connection.wire().open();
    } catch (SSLException e) {
      throw new HandshakeException(HandshakeFailure.TLS);
    }
    if (auth != null) {
      new SharedKeyHandshake(auth, connections.random()).run(connection.wire(), head);
    }
  }
}
