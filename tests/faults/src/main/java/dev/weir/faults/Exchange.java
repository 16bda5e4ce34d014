package dev.weir.faults;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One request on its way through the proxy. Used by one thread. */
final class Exchange {
  private final HttpMessage request;
  private final Socket client;
  private final URI server;

  Exchange(HttpMessage request, Socket client, URI server) {
    this.request = request;
    this.client = client;
    this.server = server;
  }

  HttpMessage request() {
    return request;
  }

  /** Sends the request on, and returns OpenSearch's answer. */
  HttpMessage carryOut() throws IOException {
    return carryOut(request);
  }

  /** Sends another request in its place. A connection for each: what is cut takes nobody along. */
  HttpMessage carryOut(HttpMessage other) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write(other.bytes());
      HttpMessage answer =
          HttpMessage.read(new BufferedInputStream(socket.getInputStream()), !other.isHead());
      if (answer == null) {
        throw new EOFException("OpenSearch closed the connection");
      }
      return answer;
    }
  }

  void answer(HttpMessage answer) throws IOException {
    BufferedOutputStream out = new BufferedOutputStream(client.getOutputStream());
    if (request.isHead()) {
      out.write((answer.start() + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write("Content-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } else {
      answer.write(out);
    }
  }

  /** Sends so many bytes of the answer and closes. */
  void cut(HttpMessage answer, int bytes) throws IOException {
    client.getOutputStream().write(answer.bytes(), 0, bytes);
    client.getOutputStream().flush();
    client.close();
  }

  /** Ends the connection with a reset: what is still on its way is thrown away. */
  void reset() throws IOException {
    client.setOption(StandardSocketOptions.SO_LINGER, 0);
    client.close();
  }
}
