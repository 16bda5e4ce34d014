package dev.weir.notify;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.weir.alert.Match;
import dev.weir.alert.Sample;
import dev.weir.source.aws.AwsClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** What errors of SNS and DynamoDB mean, as their API references show them on the wire. */
class AwsAnswersTest {
  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alerts";

  private final HttpServer server;
  private int status = 200;
  private String body = "";

  AwsAnswersTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void noRightNamesActionAndTopic() throws Exception {
    String reason = refused(topic(403, "AuthorizationError"));

    assertTrue(reason.contains("denies sns:Publish on the topic " + TOPIC), reason);
    assertTrue(reason.contains("Allow it in the policy"), reason);
  }

  @Test
  void noRightToTheKeyNamesWhatToAllow() throws Exception {
    String reason = refused(topic(400, "KMSAccessDenied"));

    assertTrue(reason.contains("kms:GenerateDataKey*"), reason);
  }

  @Test
  void whatPassesComesLater() throws Exception {
    assertTrue(later(topic(400, "Throttling")).contains("no more for now"));
    assertTrue(later(topic(500, "InternalError")).contains("trouble of its own"));
    assertTrue(later(topic(403, "ExpiredToken")).contains("credentials"));
    assertTrue(later(table(400, "ProvisionedThroughputExceededException")).contains("no more"));
    assertTrue(later(table(500, "InternalServerError")).contains("trouble of its own"));
    assertTrue(later(table(400, "TransactionConflictException")).contains("no more"));
  }

  @Test
  void noRightNamesActionAndTable() throws Exception {
    String reason = refused(table(400, "AccessDeniedException"));

    assertTrue(reason.contains("denies dynamodb:PutItem on the table matches"), reason);
  }

  @Test
  void aHostThatIsNotThereComesLaterInTime() throws Exception {
    server.stop(0);

    assertTimeoutPreemptively(
        Duration.ofSeconds(40), () -> assertTrue(later(topic(200, "")).contains("is not reached")));
  }

  private Sent topic(int withStatus, String code) throws Exception {
    status = withStatus;
    body =
        "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender"
            + "</Type><Code>"
            + code
            + "</Code><Message>as it is</Message></Error></ErrorResponse>";
    return send("sns", "topic: " + TOPIC + "\n", new Outgoing.One(TestAlerts.plain()));
  }

  private Sent table(int withStatus, String code) throws Exception {
    status = withStatus;
    body =
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"as it is\"}";
    Match match =
        new Match(
            "m",
            "a",
            TestAlerts.plain().rule(),
            Map.of(),
            "cloudtrail",
            "",
            "",
            new Sample("i", "d", Instant.EPOCH),
            "");
    return send("dynamodb", "table: matches\nregion: eu-west-1\n", new Outgoing.Matched(match));
  }

  private Sent send(String kind, String keys, Outgoing message) throws Exception {
    String reach =
        "endpoint: http://127.0.0.1:"
            + server.getAddress().getPort()
            + "\naccess_key: example\nsecret_key: example-secret\n";
    try (AwsClients clients = new AwsClients(AnonymousCredentialsProvider.create(), 2);
        Destinations destinations =
            new Destinations(
                TestSettings.one(kind, keys + reach),
                new AwsReach(clients::sns, clients::dynamoDb),
                InstantSource.system())) {
      return destinations.named("d").orElseThrow().send(message, "key-1");
    }
  }

  private static String later(Sent sent) {
    return assertInstanceOf(Sent.Later.class, sent).reason();
  }

  private static String refused(Sent sent) {
    return assertInstanceOf(Sent.Refused.class, sent).reason();
  }
}
