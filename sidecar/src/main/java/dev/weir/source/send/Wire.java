package dev.weir.source.send;

import java.io.IOException;

/**
 * A byte stream to the peer. Reading and writing may go on at the same time, each by one thread.
 */
interface Wire extends AutoCloseable {
  void write(byte[] bytes, int from, int length) throws IOException;

  /** At least one byte, or -1 at the end. */
  int read(byte[] bytes, int from, int length) throws IOException;

  @Override
  void close();

  /** Opens a connection; no byte has passed yet. */
  static Wire open(ForwardAddress address, int timeoutMillis) throws IOException {
    return switch (address) {
      case ForwardAddress.Tcp tcp -> SocketWire.connect(tcp, timeoutMillis);
      case ForwardAddress.Unix unix -> UnixWire.connect(unix.path());
    };
  }
}
