package dev.weir.daemon;

import static dev.weir.event.Records.event;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.config.ConfigFile;
import dev.weir.config.WeirConfig;
import dev.weir.event.FieldValue;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.units.ByteSize;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** Whom Weir runs as is asked of STS. */
@ExtendWith(LabExtension.class)
class OwnIdentityTest {
  private final Lab lab;

  OwnIdentityTest(Lab lab) {
    this.lab = lab;
  }

  @AfterEach
  void forget() {
    System.clearProperty("aws.endpointUrlSts");
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @Test
  void callsOfWhomItRunsAsAreItsOwn() throws Exception {
    String sts = lab.accounts().endpoint().endpoint().toString();
    runAs(sts);
    OwnPrincipals own = new OwnPrincipals(config());
    String arn = identity(sts);
    assertFalse(isOwn(own, arn));

    own.ask();

    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!isOwn(own, arn)) {
      assertTrue(System.nanoTime() - deadline < 0, arn);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private void runAs(String sts) {
    System.setProperty("aws.endpointUrlSts", sts);
    System.setProperty("aws.accessKeyId", lab.accounts().endpoint().accessKey());
    System.setProperty("aws.secretAccessKey", lab.accounts().endpoint().secretKey());
  }

  private String identity(String sts) {
    try (StsClient client =
        StsClient.builder()
            .endpointOverride(java.net.URI.create(sts))
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        lab.accounts().endpoint().accessKey(),
                        lab.accounts().endpoint().secretKey())))
            .httpClientBuilder(Apache5HttpClient.builder())
            .build()) {
      return client.getCallerIdentity().arn();
    }
  }

  private static boolean isOwn(OwnPrincipals own, String arn) throws Exception {
    return own.calls()
        .has(
            event(Map.of("eventName", "GetObject", "userIdentity", Map.of("arn", arn))),
            new FieldValue());
  }

  private static WeirConfig config() throws Exception {
    return new ConfigFile(name -> null, ByteSize.ofMiB(512))
        .parse(
            "weir.yaml",
            """
            fleet_key: 0123456789abcdef
            source:
              queues: [{ url: http://127.0.0.1:9324/q, region: eu-west-1 }]
              forward_to: { unix: /run/s3.sock }
              buckets: [{ name: logs, region: eu-west-1 }]
            forward: { listeners: [{ unix: /run/weir.sock }] }
            opensearch: { url: http://127.0.0.1:9200 }
            """)
        .config();
  }
}
