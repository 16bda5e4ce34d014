package dev.weir.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.config.ConfigFile;
import dev.weir.config.WeirConfig;
import dev.weir.lab.AwsEndpoint;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.yaml.InvalidFileException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What {@code weir check} says of the places that a configuration names. */
@ExtendWith(LabExtension.class)
class ReachTest {
  private static final String LISTED =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult><KeyCount>2</KeyCount>"
          + "<Contents><Key>a/</Key><Size>0</Size></Contents>"
          + "<Contents><Key>a/1.log</Key><Size>5</Size></Contents></ListBucketResult>";
  private static final String DENIED =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<Error><Code>AccessDenied</Code><Message>no kms:Decrypt</Message></Error>";

  @TempDir Path folder = Path.of("");

  @Test
  void reachesAllThatIsThere(Lab lab) throws Exception {
    lab.createBucket("reach");
    lab.put("reach", "a/1.log", "hello".getBytes(StandardCharsets.UTF_8));
    String queue = lab.createQueue("reach", Duration.ofSeconds(30));
    Files.createDirectories(folder.resolve("forward.0"));

    Map<String, Optional<String>> reached =
        Reach.all(config(lab, queue, "reach", lab.s3().endpoint()));

    assertEquals(5, reached.size(), reached.toString());
    assertTrue(reached.values().stream().allMatch(Optional::isEmpty), reached.toString());
  }

  @Test
  void namesABucketThatMayBeListedAndNotRead(Lab lab) throws Exception {
    String queue = lab.createQueue("reach-denied", Duration.ofSeconds(30));
    HttpServer s3 =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    // No server of the lab denies a read of what it lists; S3 does where the key is another's.
    s3.createContext("/", ReachTest::deny);
    s3.start();
    try {
      URI endpoint = URI.create("http://127.0.0.1:" + s3.getAddress().getPort());

      Map<String, Optional<String>> reached = Reach.all(config(lab, queue, "denied", endpoint));

      String problem = problem(reached, "bucket s3://denied/");
      assertTrue(problem.contains("no kms:Decrypt"), problem);
    } finally {
      s3.stop(0);
    }
  }

  @Test
  void saysWhereNoBufferOfFluentBitIs(Lab lab) throws Exception {
    lab.createBucket("reach-empty");
    String queue = lab.createQueue("reach-empty", Duration.ofSeconds(30));

    Map<String, Optional<String>> reached =
        Reach.all(config(lab, queue, "reach-empty", lab.s3().endpoint()));

    assertEquals(Optional.empty(), reached.get("bucket s3://reach-empty/"));
    String problem = problem(reached, "fluent_bit.storage " + folder);
    assertTrue(problem.contains("storage.path"), problem);
  }

  @Test
  void saysInOneSentenceThatThereAreNoCredentials() {
    String problem =
        Reach.missing(ProfileCredentialsProvider.create("nobody-has-this-profile"), "no use")
            .orElseThrow();

    assertTrue(problem.startsWith("there are no credentials of AWS, so no use: give"), problem);
    assertTrue(problem.length() < 200, problem);
    assertEquals(Optional.empty(), Reach.missing(AnonymousCredentialsProvider.create(), ""));
  }

  @Test
  void saysWhatToDoWhereNothingAnswers() {
    assertEquals(
        "no address is known for sqs.eu-x.amazonaws.com: is the name right, and the region in it,"
            + " and does this host ask a DNS server?",
        PlainProblem.of(
            SdkClientException.create(
                "Received an UnknownHostException when attempting to interact with a service.",
                new UnknownHostException("sqs.eu-x.amazonaws.com: Name or service not known"))));
    assertEquals(
        "nothing listens there: is it running, and are its address and port right?",
        PlainProblem.of(
            new IOException("no connection: ConnectException", new ConnectException())));
    assertEquals("Unable to sign", PlainProblem.of(new IOException("E", new E("Unable to sign"))));
    assertEquals("refused", PlainProblem.of(new IOException("refused")));
  }

  private static final class E extends RuntimeException {
    private static final long serialVersionUID = 1L;

    E(String message) {
      super(message);
    }
  }

  @Test
  void saysThatFluentBitDoesNotListen(Lab lab) throws Exception {
    String queue = lab.createQueue("reach-forward", Duration.ofSeconds(30));
    lab.createBucket("reach-forward");
    Path socket = folder.resolve("none.sock");
    String yaml =
        """
        fleet_key: 0123456789abcdef
        source:
          queues: [{ url: '%s', endpoint: '%s', access_key: a, secret_key: b, region: eu-west-1 }]
          buckets: [{ name: reach-forward, endpoint: '%s', access_key: a, secret_key: b, region: eu-west-1 }]
          forward_to: { unix: %s }
        forward: { listeners: [{ unix: %s/in.sock }] }
        opensearch: { url: 'http://127.0.0.1:1' }
        """
            .formatted(queue, lab.s3().endpoint(), lab.s3().endpoint(), socket, folder);

    Map<String, Optional<String>> reached =
        Reach.others(ConfigFile.forThisProcess().parse("forward", yaml).config());

    assertEquals(
        "no connection: there is no socket "
            + socket
            + "; start Fluent Bit, or correct"
            + " source.forward_to",
        problem(reached, "forward_to " + socket));
    assertEquals(
        "nothing listens there: is it running, and are its address and port right?",
        problem(reached, "opensearch http://127.0.0.1:1"));
  }

  @Test
  void saysWhereADaemonCouldNotListen() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path used = folder.resolve("used.sock");
    try (ServerSocketChannel port = ServerSocketChannel.open();
        ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      socket.bind(UnixDomainSocketAddress.of(used));
      String yaml =
          """
          forward:
            listeners: [{ unix: %1$s/none/a.sock }, { unix: %1$s/file }, { unix: %1$s/used.sock },
                        { unix: %1$s/free.sock }]
          opensearch: { url: 'http://127.0.0.1:1' }
          metrics: { listen: '127.0.0.1:%2$d' }
          control: { socket: %1$s/control.sock }
          """
              .formatted(folder, ((InetSocketAddress) port.getLocalAddress()).getPort());

      Map<String, Optional<String>> places =
          ListeningPlaces.check(ConfigFile.forThisProcess().parse("places", yaml).config());

      assertEquals(6, places.size(), places.toString());
      String listeners = "forward.listeners " + folder;
      assertTrue(problem(places, listeners + "/none/a.sock").startsWith("there is no folder"));
      assertTrue(problem(places, "forward.listeners " + file).startsWith("a file of another kind"));
      assertTrue(problem(places, "forward.listeners " + used).startsWith("another program"));
      assertEquals(Optional.empty(), places.get(listeners + "/free.sock"));
      assertEquals(Optional.empty(), places.get("control.socket " + folder + "/control.sock"));
      String taken =
          places.keySet().stream().filter(key -> key.startsWith("metrics")).findAny().orElseThrow();
      assertTrue(problem(places, taken).startsWith("cannot listen"), places.toString());
    }
  }

  @Test
  void doesNotCallItsOwnDaemonAnotherProgram() throws Exception {
    Path used = folder.resolve("used.sock");
    try (ServerSocketChannel daemon = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      daemon.bind(UnixDomainSocketAddress.of(folder.resolve("control.sock")));
      socket.bind(UnixDomainSocketAddress.of(used));
      String yaml =
          """
          forward: { listeners: [{ unix: %s }] }
          opensearch: { url: 'http://127.0.0.1:1' }
          metrics: { enabled: false }
          control: { socket: %s/control.sock }
          """
              .formatted(used, folder);

      Map<String, Optional<String>> places =
          ListeningPlaces.check(ConfigFile.forThisProcess().parse("places", yaml).config());

      assertTrue(places.values().stream().allMatch(Optional::isEmpty), places.toString());
    }
  }

  @Test
  void saysThatNothingIsRolledUpWithoutThePlugin(Lab lab) throws Exception {
    String yaml =
        """
        forward: { listeners: [{ unix: /run/weir.sock }] }
        opensearch: { url: '%s' }
        types: { aws.waf: { rollup: { by: [action] } } }
        """
            .formatted(lab.openSearch().endpoint());

    Map<String, Optional<String>> reached =
        Reach.all(ConfigFile.forThisProcess().parse("reach", yaml).config());

    String problem = problem(reached, "types.aws.waf.rollup");
    assertTrue(problem.contains("Index State Management"), problem);
  }

  private static String problem(Map<String, Optional<String>> reached, String what) {
    return reached.getOrDefault(what, Optional.empty()).orElseThrow();
  }

  private static void deny(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean lists = String.valueOf(exchange.getRequestURI().getQuery()).contains("list-type=2");
      byte[] body = (lists ? LISTED : DENIED).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/xml");
      exchange.sendResponseHeaders(lists ? 200 : 403, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private WeirConfig config(Lab lab, String queue, String bucket, URI s3)
      throws InvalidFileException {
    Path socket = folder.resolve("sidecar.sock");
    String yaml =
        """
        fleet_key: a-secret-of-the-fleet
        source:
          queues: [{ url: '%s', endpoint: '%s', %s }]
          buckets: [{ name: %s, endpoint: '%s', %s }]
          forward_to: { unix: %s }
          fluent_bit: { storage: %s }
        forward: { listeners: [{ unix: %s }] }
        opensearch: { url: '%s' }
        metrics: { enabled: false }
        """
            .formatted(
                queue,
                lab.sqs().endpoint(),
                access(lab.sqs()),
                bucket,
                s3,
                access(lab.s3()),
                socket,
                folder,
                socket,
                lab.openSearch().endpoint());
    return ConfigFile.forThisProcess().parse("reach", yaml).config();
  }

  private static String access(AwsEndpoint at) {
    return "region: %s, access_key: %s, secret_key: %s"
        .formatted(at.region(), at.accessKey(), at.secretKey());
  }
}
