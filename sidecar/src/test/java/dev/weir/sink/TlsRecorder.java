package dev.weir.sink;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Speaks TLS with a certificate of its own, keeps the head of each request, says 200 to all. */
final class TlsRecorder implements AutoCloseable {
  private static final String PASSWORD = "changeit";
  private static final String BODY = "{\"errors\":false,\"items\":[{\"create\":{\"status\":201}}]}";
  private static final byte[] ANSWER =
      String.join(
              "\r\n",
              "HTTP/1.1 200 OK",
              "Content-Type: application/json",
              "Content-Length: " + BODY.length(),
              "Connection: close",
              "",
              BODY)
          .getBytes(StandardCharsets.US_ASCII);

  private final SSLServerSocket listening;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final Path certificate;

  TlsRecorder(Path folder) throws Exception {
    Path store = folder.resolve("server.p12");
    this.certificate = folder.resolve("server.pem");
    keytool(
        "-genkeypair -alias s -keyalg EC -dname CN=localhost -ext san=dns:localhost -validity 2"
            + " -storetype PKCS12 -storepass changeit -keystore "
            + store);
    keytool(
        "-exportcert -alias s -rfc -storepass changeit -keystore "
            + store
            + " -file "
            + certificate);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(store.toFile())) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    listening =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  URI endpoint() {
    return URI.create("https://localhost:" + listening.getLocalPort());
  }

  Path certificate() {
    return certificate;
  }

  /** The heads of the bulk requests so far. */
  List<String> bulks() {
    return heads.stream().filter(head -> head.startsWith("POST /_bulk")).toList();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          return;
        }
        head.write(next);
      }
      String text = head.toString(StandardCharsets.US_ASCII);
      String lower = text.toLowerCase(Locale.ROOT);
      int at = lower.indexOf("content-length:");
      if (at >= 0) {
        in.readNBytes(Integer.parseInt(lower.substring(at + 15, lower.indexOf('\r', at)).strip()));
      }
      heads.add(text);
      socket.getOutputStream().write(ANSWER);
      socket.getOutputStream().flush();
    } catch (IOException gone) {
      // A client that does not trust us hangs up.
    }
  }

  private static void keytool(String arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments.split(" ")));
    Path log = Files.createTempFile("keytool", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int status = process.waitFor();
    String said = Files.readString(log);
    Files.delete(log);
    if (status != 0) {
      throw new IOException(said);
    }
  }
}
