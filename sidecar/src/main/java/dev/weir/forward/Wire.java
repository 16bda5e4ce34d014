package dev.weir.forward;

import java.io.IOException;

/** The bytes of one connection. One thread reads, one at a time writes, any aborts. */
interface Wire {
  /** Does what must be done before the first byte, such as a TLS handshake. */
  void open() throws IOException;

  /** Waits for bytes; returns how many, or −1 at the end. */
  int read(byte[] into, int from, int length) throws IOException;

  /** Sends a message in one write: Fluent Bit reads an answer with one read. */
  void write(byte[] message) throws IOException;

  /** Closes at once; a thread that waits in another method fails. */
  void abort();
}
