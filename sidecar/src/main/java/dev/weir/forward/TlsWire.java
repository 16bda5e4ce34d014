package dev.weir.forward;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;

/** Bytes over TLS. */
final class TlsWire implements Wire {
  private final SSLSocket socket;
  private final SocketChannel channel;

  TlsWire(SSLSocket socket, SocketChannel channel) {
    this.socket = socket;
    this.channel = channel;
  }

  @Override
  public void open() throws IOException {
    socket.startHandshake();
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    return socket.getInputStream().read(into, from, length);
  }

  @Override
  public void write(byte[] message) throws IOException {
    socket.getOutputStream().write(message);
  }

  /** Closes what lies beneath, since to close the TLS socket itself may wait for the peer. */
  @Override
  public void abort() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no more use either way.
    }
  }
}
