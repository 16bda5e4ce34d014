package dev.weir.e2e;

import dev.weir.lab.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How the source, Fluent Bit and the sidecar reach one another: the lines of weir.yaml for it, and
 * which of Fluent Bit's shipped files, with what environment.
 *
 * @param fluentBitFiles what comes after {@code inputs} and {@code outputs} in their names
 * @param environment Fluent Bit's
 * @param fluentBit where Fluent Bit listens
 * @param fromSource the value of {@code source.forward_to}, a flow map
 * @param listener the one of {@code forward.listeners}, a flow map
 */
record Transport(
    String fluentBitFiles,
    Map<String, String> environment,
    SocketAddress fluentBit,
    String fromSource,
    String listener) {
  private static final String KEY = "a-key-that-all-three-share";
  private static final String USER = "weir-user";
  private static final String PASSWORD = "weir-password";

  /** The ways there are. */
  enum Kind {
    /** Unix sockets, as shipped. */
    UNIX,
    /** TCP on loopback with a shared key. */
    TCP,
    /** TLS with a shared key, user and password. */
    TLS
  }

  static Transport of(PipelineOptions options, Path folder) throws IOException {
    boolean straight = options.fluentBit().isEmpty();
    return switch (options.transport()) {
      case UNIX -> unix(folder, straight, options.surroundings().detours());
      case TCP -> tcp(straight);
      case TLS -> tls(folder, straight);
    };
  }

  /** Whether Fluent Bit takes connections. */
  boolean fluentBitListens() {
    try (SocketChannel channel =
        SocketChannel.open(
            fluentBit instanceof UnixDomainSocketAddress
                ? StandardProtocolFamily.UNIX
                : StandardProtocolFamily.INET)) {
      return channel.connect(fluentBit);
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The text of fluent-bit.conf with the files of this way in place of those for Unix sockets. */
  String in(String fluentBitConf) {
    return fluentBitConf
        .replace("conf.d/inputs.conf", "conf.d/inputs" + fluentBitFiles + ".conf")
        .replace("conf.d/outputs.conf", "conf.d/outputs" + fluentBitFiles + ".conf");
  }

  /** Where the sidecar listens, if on a Unix socket. */
  static Path sidecarSocket(Path folder) {
    return folder.resolve("out.sock");
  }

  private static Transport unix(Path folder, boolean straight, Detours detours) {
    Path in = folder.resolve("in.sock");
    Path out = sidecarSocket(folder);
    Path wayToSidecar = straight ? out : detours.fromFluentBit(out);
    return new Transport(
        "",
        Map.of(
            "WEIR_FLUENT_BIT_SOCKET",
            in.toString(),
            "WEIR_SIDECAR_SOCKET",
            wayToSidecar.toString()),
        UnixDomainSocketAddress.of(in),
        "{ unix: " + detours.fromSource(straight ? out : in) + " }",
        "{ unix: " + out + " }");
  }

  private static Transport tcp(boolean straight) throws IOException {
    int in = freePort();
    int out = freePort();
    return new Transport(
        "-tcp",
        ports(in, out),
        loopback(in),
        "{ tcp: 127.0.0.1:" + (straight ? out : in) + ", shared_key: " + KEY + " }",
        "{ tcp: 127.0.0.1:" + out + ", shared_key: " + KEY + " }");
  }

  private static Transport tls(Path folder, boolean straight) throws IOException {
    int in = freePort();
    int out = freePort();
    TlsFiles fluentBit = TlsFiles.make(folder, "fluent-bit");
    TlsFiles sidecar = TlsFiles.make(folder, "sidecar");
    Map<String, String> environment = new HashMap<>(ports(in, out));
    environment.put("WEIR_FLUENT_BIT_LISTEN", "127.0.0.1");
    environment.put("WEIR_FLUENT_BIT_CERT", fluentBit.certificate().toString());
    environment.put("WEIR_FLUENT_BIT_KEY", fluentBit.key().toString());
    environment.put("WEIR_SIDECAR_HOST", "localhost");
    environment.put("WEIR_SIDECAR_CA", sidecar.certificate().toString());
    environment.put("WEIR_FORWARD_USER", USER);
    environment.put("WEIR_FORWARD_PASSWORD", PASSWORD);
    String who = "name: " + USER + ", password: " + PASSWORD;
    String to =
        "{ tcp: 127.0.0.1:%d, shared_key: " + KEY + ", user: { " + who + " }, tls: { ca: %s } }";
    return new Transport(
        "-tls",
        environment,
        loopback(in),
        straight
            ? to.formatted(out, sidecar.certificate())
            : to.formatted(in, fluentBit.certificate()),
        "{ tcp: 127.0.0.1:%d, shared_key: %s, users: [{ %s }], tls: { cert: %s, key: %s } }"
            .formatted(out, KEY, who, sidecar.certificate(), sidecar.key()));
  }

  private static Map<String, String> ports(int fluentBit, int sidecar) {
    return Map.of(
        "WEIR_FLUENT_BIT_PORT",
        Integer.toString(fluentBit),
        "WEIR_SIDECAR_PORT",
        Integer.toString(sidecar),
        "WEIR_SHARED_KEY",
        KEY);
  }

  private static SocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
