package dev.weir.daemon;

import static dev.weir.event.Records.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.weir.config.ConfigFile;
import dev.weir.config.WeirConfig;
import dev.weir.event.FieldValue;
import dev.weir.lab.Eventually;
import dev.weir.units.ByteSize;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom Weir runs as is asked of STS, which answers as its API reference (2011-06-15) says. */
class OwnIdentityTest {
  private static final String ARN = "arn:aws:sts::111122223333:assumed-role/weir/i-0abc";
  private static final String IDENTITY =
      """
      <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <GetCallerIdentityResult>
          <Arn>%s</Arn>
          <UserId>AROAEXAMPLEROLEID:i-0abc</UserId>
          <Account>111122223333</Account>
        </GetCallerIdentityResult>
        <ResponseMetadata><RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId></ResponseMetadata>
      </GetCallerIdentityResponse>
      """
          .formatted(ARN);
  private static final String REFUSED =
      """
      <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <Error>
          <Type>Sender</Type>
          <Code>ExpiredToken</Code>
          <Message>The security token included in the request is expired</Message>
        </Error>
        <RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId>
      </ErrorResponse>
      """;

  private final AtomicInteger asked = new AtomicInteger();
  private volatile int refusals;
  private volatile Duration silence = Duration.ZERO;
  private HttpServer sts;

  OwnIdentityTest() throws Exception {
    sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void answer() {
    sts.setExecutor(task -> Thread.ofVirtual().start(task));
    sts.createContext(
        "/",
        exchange -> {
          boolean refused = asked.getAndIncrement() < refusals;
          LockSupport.parkNanos(silence.toNanos());
          byte[] body = (refused ? REFUSED : IDENTITY).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/xml");
          exchange.sendResponseHeaders(refused ? 403 : 200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    sts.start();
    System.setProperty(
        "aws.endpointUrlSts", "http://127.0.0.1:" + sts.getAddress().getPort() + "/");
    System.setProperty("aws.accessKeyId", "AKIAEXAMPLE");
    System.setProperty("aws.secretAccessKey", "secret");
  }

  @AfterEach
  void forget() {
    sts.stop(0);
    System.clearProperty("aws.endpointUrlSts");
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @Test
  void theFirstRecordsMeetTheAnswer() throws Exception {
    try (OwnPrincipals own = new OwnPrincipals(config(""))) {
      assertFalse(isOwn(own, Map.of("arn", ARN)));

      own.start();

      assertTrue(isOwn(own, Map.of("arn", ARN)));
    }
  }

  @Test
  void knowsItsSessionsInTheTrailOfAnotherAccount() throws Exception {
    try (OwnPrincipals own = new OwnPrincipals(config(""))) {
      own.start();

      assertTrue(
          isOwn(own, Map.of("type", "AWSAccount", "principalId", "AROAEXAMPLEROLEID:i-0def")));
      assertFalse(isOwn(own, Map.of("type", "AWSAccount", "principalId", "AROAOTHER:i-0abc")));
    }
  }

  @Test
  void asksAgainWhenItIsRefused() throws Exception {
    refusals = 2;
    try (OwnPrincipals own =
        new OwnPrincipals(config(""), Duration.ofSeconds(5), Duration.ofMillis(20))) {
      own.start();

      awaitOwn(own);
    }
  }

  @Test
  void waitsNoLongerThanItsPatience() throws Exception {
    silence = Duration.ofSeconds(2);
    try (OwnPrincipals own =
        new OwnPrincipals(config(""), Duration.ofMillis(100), Duration.ofMillis(20))) {
      long start = System.nanoTime();

      own.start();

      assertTrue(System.nanoTime() - start < Duration.ofMillis(1500).toNanos());
      assertFalse(isOwn(own, Map.of("arn", ARN)));
      awaitOwn(own);
    }
  }

  @Test
  void asksNobodyWhereNothingOfAwsIsNamed() throws Exception {
    for (WeirConfig config :
        new WeirConfig[] {
          parse(FORWARD), config(", endpoint: 'http://127.0.0.1:9000'"), config("", "false")
        }) {
      try (OwnPrincipals own = new OwnPrincipals(config)) {
        own.start();
      }
    }

    assertEquals(0, asked.get());
  }

  private static void awaitOwn(OwnPrincipals own) throws Exception {
    Eventually.until(
        Duration.ofSeconds(60), () -> isOwn(own, Map.of("arn", ARN)), () -> "not its own");
  }

  private static boolean isOwn(OwnPrincipals own, Map<String, String> identity) throws Exception {
    return own.calls()
        .has(
            event(
                Map.of(
                    "eventSource",
                    "s3.amazonaws.com",
                    "eventName",
                    "GetObject",
                    "requestParameters",
                    Map.of("bucketName", "logs", "key", "a/b.gz"),
                    "userIdentity",
                    identity)),
            new FieldValue());
  }

  private static final String FORWARD =
      """
      forward: { listeners: [{ unix: /run/weir.sock }] }
      opensearch: { url: http://127.0.0.1:9200 }
      """;

  private static WeirConfig config(String access) throws Exception {
    return config(access, "true");
  }

  private static WeirConfig config(String access, String filtered) throws Exception {
    return parse(
        FORWARD
            + """
              fleet_key: 0123456789abcdef
              source:
                queues: [{ url: http://127.0.0.1:9324/q, region: eu-west-1%1$s }]
                forward_to: { unix: /run/s3.sock }
                buckets: [{ name: logs, region: eu-west-1%1$s }]
              filter: { own: { enabled: %2$s } }
              """
                .formatted(access, filtered));
  }

  private static WeirConfig parse(String text) throws Exception {
    return new ConfigFile(name -> null, ByteSize.ofMiB(512)).parse("weir.yaml", text).config();
  }
}
