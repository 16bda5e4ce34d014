package dev.weir.daemon;

import static dev.weir.event.Records.event;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.config.ConfigFile;
import dev.weir.event.FieldValue;
import dev.weir.filter.OwnCalls;
import dev.weir.units.ByteSize;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which calls of its principal are Weir's, by what the configuration names. */
class OwnScopeFromTest {
  private static final String SESSION = "arn:aws:sts::111122223333:assumed-role/weir/i-0abc";
  private static final String QUEUE = "https://sqs.eu-west-1.amazonaws.com/111122223333/objects";
  private OwnCalls own;

  OwnScopeFromTest() throws Exception {
    own =
        new OwnCalls(
            OwnScopeFrom.config(
                new ConfigFile(name -> null, ByteSize.ofMiB(512))
                    .parse(
                        "weir.yaml",
                        """
                        fleet_key: 0123456789abcdef
                        source:
                          queues: [{ url: '%s', region: eu-west-1 }]
                          forward_to: { unix: /run/s3.sock }
                          buckets:
                            - { name: kept, prefixes: [AWSLogs/], region: eu-west-1 }
                            - name: moved
                              prefixes: ['dt=in/']
                              role_arn: arn:aws:iam::111122223333:role/weir-reader
                              after: { action: move, prefix: done/ }
                            - { name: tagged, after: { action: tag } }
                        forward: { listeners: [{ unix: /run/weir.sock }] }
                        opensearch: { url: http://127.0.0.1:9200 }
                        dead_letters: { s3: { uri: s3://letters/dead, region: eu-west-1 } }
                        enrich:
                          geo: { databases: [{ from: s3://lists/asn.mmdb, region: eu-west-1 }] }
                        """
                            .formatted(QUEUE))
                    .config()));
  }

  @BeforeEach
  void isThisSession() {
    own.are(Set.of(SESSION));
  }

  @Test
  void readingIsItsOwnOnlyInPlacesThatAreRead() throws Exception {
    assertTrue(s3("GetObject", "kept", "AWSLogs/1.gz"));
    assertTrue(s3("ListObjects", "kept", null));
    assertTrue(s3("GetObject", "lists", "asn.mmdb"));

    assertFalse(s3("GetObject", "kept", "secrets/1"));
    assertFalse(s3("GetObject", "payroll", "AWSLogs/1.gz"));
    assertFalse(s3("ListObjects", "payroll", null));
    assertFalse(s3("GetObject", "lists", "other"));
    assertFalse(s3("ListObjects", "lists", null));
    assertFalse(s3("GetObject", "letters", "dead/1.ndjson.gz"));
  }

  @Test
  void changingIsItsOwnOnlyWhereTheConfigurationChangesThings() throws Exception {
    assertTrue(s3("PutObject", "letters", "dead/1.ndjson.gz"));
    assertTrue(s3("PutObjectTagging", "tagged", "1.gz"));
    assertTrue(s3("DeleteObject", "moved", "dt=in/1.gz"));
    assertTrue(copy("done/dt=in/1.gz", "moved/dt%3Din/1.gz?versionId=3"));
    assertTrue(copy("done/dt=in/1.gz", "/moved/dt%3Din/1.gz"));

    assertFalse(s3("DeleteObject", "kept", "AWSLogs/1.gz"));
    assertFalse(s3("PutObject", "kept", "AWSLogs/1.gz"));
    assertFalse(s3("DeleteObject", "moved", "done/dt=in/1.gz"));
    assertFalse(s3("PutObject", "letters", "elsewhere/1"));
    assertFalse(copy("done/dt=in/1.gz", "payroll/2026"));
  }

  @Test
  void namesOfAccessLogsAreHeldAgainstTheSamePlaces() throws Exception {
    assertTrue(logged("REST.GET.OBJECT", "kept", "AWSLogs/1.gz"));
    assertTrue(logged("REST.COPY.OBJECT_GET", "moved", "dt%253Din/1.gz"));
    assertTrue(logged("REST.GET.BUCKETVERSIONS", "kept", null));

    assertFalse(logged("REST.GET.OBJECT", "kept", "secrets/1"));
    assertFalse(logged("REST.DELETE.OBJECT", "kept", "AWSLogs/1.gz"));
    assertFalse(logged("REST.GET.OBJECT", "payroll", "AWSLogs/1.gz"));
    assertFalse(logged("REST.PUT.BUCKETPOLICY", "kept", null));
  }

  @Test
  void messagesAreThoseOfItsQueues() throws Exception {
    assertTrue(call("sqs", "ReceiveMessage", Map.of("queueUrl", QUEUE)));
    assertTrue(call("sqs", "DeleteMessageBatch", Map.of("queueUrl", QUEUE)));

    assertFalse(call("sqs", "ReceiveMessage", Map.of("queueUrl", QUEUE + "2")));
    assertFalse(call("sqs", "PurgeQueue", Map.of("queueUrl", QUEUE)));
    assertFalse(call("sqs", "ReceiveMessage", Map.of()));
  }

  @Test
  void keysAreThoseOfWhatItReadsAndWrites() throws Exception {
    assertTrue(kms("Decrypt", "aws:s3:arn", "arn:aws:s3:::kept/AWSLogs/1.gz"));
    assertTrue(kms("Decrypt", "aws:s3:arn", "arn:aws:s3:::kept"));
    assertTrue(kms("GenerateDataKey", "aws:s3:arn", "arn:aws:s3:::letters/dead/1.ndjson.gz"));
    assertTrue(kms("Decrypt", "aws:sqs:arn", "arn:aws:sqs:eu-west-1:111122223333:objects"));

    assertFalse(kms("Decrypt", "aws:s3:arn", "arn:aws:s3:::payroll/1"));
    assertFalse(kms("GenerateDataKey", "aws:s3:arn", "arn:aws:s3:::kept/AWSLogs/1.gz"));
    assertFalse(kms("Decrypt", "aws:sqs:arn", "arn:aws:sqs:eu-west-1:999922223333:objects"));
    assertFalse(kms("Decrypt", "PARAMETER_ARN", "arn:aws:ssm:eu-west-1:111122223333:parameter/x"));
    assertFalse(call("kms", "Decrypt", Map.of("encryptionAlgorithm", "SYMMETRIC_DEFAULT")));
  }

  @Test
  void rolesAreThoseThatItAssumes() throws Exception {
    assertTrue(
        call("sts", "AssumeRole", Map.of("roleArn", "arn:aws:iam::111122223333:role/weir-reader")));

    assertFalse(
        call("sts", "AssumeRole", Map.of("roleArn", "arn:aws:iam::111122223333:role/admin")));
    assertFalse(call("sts", "GetCallerIdentity", Map.of()));
  }

  @Test
  void callsOfOthersInTheSamePlacesStay() throws Exception {
    own.are(Set.of("arn:aws:iam::111122223333:role/somebody"));

    assertFalse(s3("GetObject", "kept", "AWSLogs/1.gz"));
  }

  private boolean s3(String call, String bucket, @Nullable String key) throws Exception {
    Map<String, Object> parameters = new HashMap<>(Map.of("bucketName", bucket));
    if (key != null) {
      parameters.put("key", key);
    }
    return call("s3", call, parameters);
  }

  private boolean copy(String key, String from) throws Exception {
    return call(
        "s3", "CopyObject", Map.of("bucketName", "moved", "key", key, "x-amz-copy-source", from));
  }

  private boolean kms(String call, String name, String arn) throws Exception {
    return call("kms", call, Map.of("encryptionContext", Map.of(name, arn)));
  }

  private boolean call(String service, String name, Map<String, ?> parameters) throws Exception {
    return has(
        Map.of(
            "eventSource",
            service + ".amazonaws.com",
            "eventName",
            name,
            "requestParameters",
            parameters,
            "userIdentity",
            Map.of("arn", SESSION)));
  }

  private boolean logged(String operation, String bucket, @Nullable String key) throws Exception {
    Map<String, Object> line =
        new HashMap<>(Map.of("requester", SESSION, "operation", operation, "bucket_name", bucket));
    if (key != null) {
      line.put("key", key);
    }
    return has(line);
  }

  private boolean has(Map<String, ?> record) throws Exception {
    return own.has(event(record), new FieldValue());
  }
}
