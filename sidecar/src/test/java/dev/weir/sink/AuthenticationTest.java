package dev.weir.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.opensearch.Authentication;
import dev.weir.opensearch.HoldReason;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What goes over the wire, seen by a TLS server whose certificate only the settings trust. */
class AuthenticationTest {
  private static final Authentication SIGNED =
      new Authentication.SigV4(
          "eu-west-1",
          "es",
          StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")));

  @TempDir Path folder;
  private final Observed observed = new Observed();
  private final Outcomes outcomes = new Outcomes();
  private TlsRecorder recorder;

  @BeforeEach
  void listen() throws Exception {
    recorder = new TlsRecorder(folder);
  }

  @AfterEach
  void close() throws Exception {
    recorder.close();
  }

  @Test
  void sendsUserAndPassword() throws Exception {
    String head = bulkHead(new Authentication.Basic("weir", "p:w"));

    assertTrue(head.contains("authorization: basic d2vpcjpwonc="), head);
  }

  @Test
  void signsForADomain() throws Exception {
    String head = bulkHead(SIGNED);

    assertTrue(head.contains("authorization: aws4-hmac-sha256 credential=akidexample/"), head);
    assertTrue(head.contains("/eu-west-1/es/aws4_request"), head);
    assertFalse(head.contains("content-encoding"), head);
  }

  @Test
  void sendsNothingToAServerItDoesNotTrust() throws Exception {
    try (WholeSink sink = sink(new Authentication.None(), null)) {
      sink.start();
      try (DocumentBatch batch = sink.batch(outcomes)) {
        Sinks.write(batch, "weir-tls", "a", 0, "{}");
      }
      Eventually.until(
          () -> observed.held(HoldReason.UNREACHABLE) == 1, () -> "" + observed.holds());
    }

    assertEquals(0, recorder.bulks().size());
    assertEquals(Delivery.CANCELLED, outcomes.of(0));
  }

  @Test
  void printsNoSecret() {
    assertFalse(new Authentication.Basic("weir", "hush").toString().contains("hush"));
    assertFalse(SIGNED.toString().contains("secret"));
  }

  private String bulkHead(Authentication authentication) throws Exception {
    try (WholeSink sink = sink(authentication, recorder.certificate())) {
      sink.start();
      try (DocumentBatch batch = sink.batch(outcomes)) {
        Sinks.write(batch, "weir-tls", "a", 0, "{}");
      }
      outcomes.await(1);
    }
    assertEquals(Delivery.CREATED, outcomes.of(0));
    return recorder.bulks().getFirst().toLowerCase(Locale.ROOT);
  }

  private WholeSink sink(Authentication authentication, @Nullable Path authority) {
    SinkSetup settings =
        Sinks.settings(recorder.endpoint())
            .withAuthentication(authentication, authority)
            .withoutTemplates()
            .withSenders(1, /* gzip= */ false)
            .withDrain(Duration.ofMillis(300));
    return new WholeSink(settings, observed, Clock.systemUTC());
  }
}
