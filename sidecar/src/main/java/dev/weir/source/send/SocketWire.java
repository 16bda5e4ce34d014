package dev.weir.source.send;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** TCP, with TLS or without. */
final class SocketWire implements Wire {
  private final Socket socket;

  private SocketWire(Socket socket) {
    this.socket = socket;
  }

  static SocketWire connect(ForwardAddress.Tcp address, int timeoutMillis) throws IOException {
    Socket plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.setKeepAlive(true);
      plain.connect(new InetSocketAddress(address.host(), address.port()), timeoutMillis);
      SSLContext tls = address.tls();
      return new SocketWire(tls == null ? plain : secure(plain, address, tls, timeoutMillis));
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private static Socket secure(
      Socket plain, ForwardAddress.Tcp address, SSLContext tls, int timeoutMillis)
      throws IOException {
    SSLSocket socket =
        (SSLSocket)
            tls.getSocketFactory().createSocket(plain, address.host(), address.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(timeoutMillis);
    try {
      socket.startHandshake();
    } catch (SSLException e) {
      throw new ForwardException("tls", "TLS failed: " + e.getMessage());
    }
    socket.setSoTimeout(0);
    return socket;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    socket.getOutputStream().write(bytes, from, length);
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    return socket.getInputStream().read(bytes, from, length);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
