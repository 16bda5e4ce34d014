package dev.weir.deploy.iam;

import dev.weir.e2e.GuardedProcess;
import dev.weir.lab.AwsAccounts;
import dev.weir.lab.AwsEndpoint;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.S3EventMessages;
import dev.weir.lab.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Runs Weir as a host runs it, with credentials of its environment against an AWS on loopback, and
 * keeps each request that it makes: notified objects, a sweep, a backfill, all of {@code
 * after.action} with and without versions, dead letters, rules and lists in S3, alerts, {@code weir
 * check}, {@code weir status} and {@code weir replay}.
 */
final class RecordedFlows implements AutoCloseable {
  static final String REGION = "us-east-1";
  static final String OUTPUT = "weir-output";
  static final String QUEUE = "weir-objects";
  static final String TABLE = "RecordedEvents";
  static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:weir-alerts";
  static final String PREFIX = "AWSLogs/";
  static final String MOVED = "done/";

  /** Buckets by what happens to their objects; the second half has versions. */
  static final List<String> BUCKETS =
      List.of(
          "logs-keep",
          "logs-tag",
          "logs-delete",
          "logs-move",
          "logs-keep-versions",
          "logs-tag-versions",
          "logs-delete-versions",
          "logs-move-versions");

  /** Requests that are signed with it are Weir's. */
  private static final String KEY = "AKIAWEIRHOSTWEIRHOST";

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Lab lab;
  private final AwsAccounts accounts;
  private final S3Client s3;
  private final SqsClient sqs;
  private final Path folder;
  private final Path config;
  private final int port;
  private final ApiCalls calls = new ApiCalls(AwsAccounts.HOME, REGION);

  RecordedFlows(Lab lab, Path folder) throws IOException {
    this.lab = lab;
    this.accounts = lab.accounts();
    this.s3 = accounts.s3(AwsAccounts.HOME);
    this.sqs = accounts.sqs(AwsAccounts.HOME);
    this.folder = folder;
    this.config = folder.resolve("weir.yaml");
    try (ServerSocket socket = new ServerSocket(0)) {
      this.port = socket.getLocalPort();
    }
  }

  /**
   * All calls that Weir made, each once.
   *
   * @param awaited actions without which the flows are not over
   */
  List<ApiCall> run(Set<String> awaited) throws IOException {
    BUCKETS.forEach(this::createBucket);
    createBucket(OUTPUT);
    String queue = sqs.createQueue(create -> create.queueName(QUEUE)).queueUrl();
    createTopicAndTable();
    put(
        OUTPUT,
        "monitored-events/events.json",
        "{\"events\": [\"StopLogging\"]}".getBytes(StandardCharsets.UTF_8));
    put(OUTPUT, "rules/stop.yml", RULE.getBytes(StandardCharsets.UTF_8));
    put(OUTPUT, "rules/hosts.csv", "host,owner\na,b\n".getBytes(StandardCharsets.UTF_8));
    for (String bucket : BUCKETS) {
      announce(queue, put(bucket, PREFIX + "notified.json.gz", trail("notified-" + bucket)));
      put(bucket, PREFIX + "swept.json.gz", trail("swept-" + bucket));
    }
    announce(
        queue,
        new StoredObject(
            "logs-keep",
            PREFIX + "gone.json.gz",
            9,
            "d41d8cd98f00b204e9800998ecf8427e",
            null,
            Instant.now(),
            "0055AED6DCD90281E5"));
    Files.writeString(config, yaml(queue));
    accounts.record();
    try (GuardedProcess weir = weir("run")) {
      Eventually.until(
          DEADLINE,
          () -> isReady() || !weir.isAlive(),
          () -> "weir does not answer:\n" + weir.tail());
      List<GuardedProcess> commands =
          List.of(
              weir("check"),
              weir("status"),
              weir("backfill", "s3://logs-keep/" + PREFIX),
              weir("replay", "--dry-run"));
      for (GuardedProcess command : commands) {
        Eventually.until(DEADLINE, () -> !command.isAlive(), () -> "running:\n" + command.tail());
      }
      Eventually.until(
          DEADLINE,
          () -> missing(awaited).isEmpty() || !weir.isAlive(),
          () ->
              "no call of "
                  + missing(awaited)
                  + " was seen:\n"
                  + weir.tail()
                  + "\n"
                  + commands.getFirst().tail());
    }
    List<ApiCall> made = made();
    accounts.recorded();
    return made;
  }

  @Override
  public void close() {
    s3.close();
    sqs.close();
  }

  private Set<String> missing(Set<String> awaited) {
    Set<String> missing = new TreeSet<>(awaited);
    made().forEach(call -> missing.remove(call.action()));
    return missing;
  }

  private List<ApiCall> made() {
    return accounts.recordedSoFar().stream()
        .filter(request -> request.headers().toString().contains("Credential=" + KEY + "/"))
        .flatMap(request -> calls.of(request).stream())
        .distinct()
        .toList();
  }

  private void createBucket(String bucket) {
    s3.createBucket(create -> create.bucket(bucket));
    if (bucket.endsWith("-versions")) {
      s3.putBucketVersioning(
          put ->
              put.bucket(bucket)
                  .versioningConfiguration(
                      versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }
  }

  private void createTopicAndTable() {
    AwsEndpoint endpoint = accounts.endpoint();
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(endpoint.accessKey(), endpoint.secretKey()));
    try (SnsClient sns =
            SnsClient.builder()
                .endpointOverride(endpoint.endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(credentials)
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
        DynamoDbClient tables =
            DynamoDbClient.builder()
                .endpointOverride(endpoint.endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(credentials)
                .httpClientBuilder(Apache5HttpClient.builder())
                .build()) {
      sns.createTopic(create -> create.name(TOPIC.substring(TOPIC.lastIndexOf(':') + 1)));
      tables.createTable(
          create ->
              create
                  .tableName(TABLE)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .keySchema(
                      KeySchemaElement.builder()
                          .attributeName("EventId")
                          .keyType(KeyType.HASH)
                          .build())
                  .attributeDefinitions(
                      AttributeDefinition.builder()
                          .attributeName("EventId")
                          .attributeType(ScalarAttributeType.S)
                          .build()));
    }
  }

  private StoredObject put(String bucket, String key, byte[] content) {
    PutObjectResponse response =
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
    return new StoredObject(
        bucket,
        key,
        content.length,
        response.eTag().replace("\"", ""),
        response.versionId(),
        Instant.now(),
        "0055AED6DCD90281E5");
  }

  private void announce(String queue, StoredObject object) {
    sqs.sendMessage(
        send -> send.queueUrl(queue).messageBody(S3EventMessages.created(REGION, object)));
  }

  private GuardedProcess weir(String command, String... arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.weir.cli.Main",
            command,
            "-c",
            config.toString()));
    line.addAll(List.of(arguments));
    return GuardedProcess.start(
        "weir " + command,
        line,
        Map.of(
            "AWS_ENDPOINT_URL",
            accounts.endpoint().endpoint().toString(),
            "AWS_ACCESS_KEY_ID",
            KEY,
            "AWS_SECRET_ACCESS_KEY",
            "worth-nothing-outside-this-test",
            "AWS_REGION",
            REGION,
            "AWS_EC2_METADATA_DISABLED",
            "true"),
        folder.resolve(command + ".log"));
  }

  private boolean isReady() {
    try (var answer = URI.create("http://127.0.0.1:" + port + "/readyz").toURL().openStream()) {
      return answer.read() >= 0;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** A CloudTrail file with an event that rules match. */
  private static byte[] trail(String id) throws IOException {
    String event =
        """
        {"Records": [{"eventVersion": "1.11", "userIdentity": {"type": "IAMUser", "principalId":
        "AIDAEXAMPLE", "arn": "arn:aws:iam::123456789012:user/ada", "accountId": "123456789012",
        "userName": "ada"}, "eventTime": "%s", "eventSource": "cloudtrail.amazonaws.com",
        "eventName": "StopLogging", "awsRegion": "us-east-1", "sourceIPAddress": "203.0.113.7",
        "userAgent": "aws-cli/2.0", "requestParameters": {"name": "trail"}, "responseElements": null,
        "eventID": "%s", "readOnly": false, "eventType": "AwsApiCall", "managementEvent": true,
        "recipientAccountId": "123456789012", "eventCategory": "Management"}]}
        """
            .formatted(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(event.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static final String RULE =
      """
      title: Trail stopped
      id: 7b1f6f3e-3a4b-4c55-9a70-5f0f1c2d3e4f
      status: test
      logsource: { product: aws, service: cloudtrail }
      detection:
        stop: { eventName: StopLogging }
        condition: stop
      level: high
      """;

  private String yaml(String queue) {
    StringBuilder buckets = new StringBuilder();
    for (String bucket : BUCKETS) {
      String action = bucket.split("-", -1)[1];
      buckets.append(
          """
              - name: %s
                prefixes: [%s]
                expected_owner: "%s"
                after: { action: %s }
          """
              .formatted(
                  bucket,
                  PREFIX,
                  AwsAccounts.HOME,
                  switch (action) {
                    case "keep" -> action;
                    case "move" -> "move, when: settled, prefix: " + MOVED;
                    default -> action + ", when: settled";
                  }));
    }
    return """
        host: lab
        fleet_key: lab-lab-lab-lab-lab-lab-lab-lab
        source:
          queues:
            - url: %s
              region: us-east-1
              wait_time: 1s
              visibility_timeout: 10s
          buckets:
        %s
          sweep: { interval: 3s, older_than: 0s, lookback: 1d }
          forward_to: { unix: %s }
        forward:
          listeners:
            - unix: %s
        opensearch:
          url: %s
          replicas: 0
          refresh_interval: 1s
          bulk_linger: 5s
        dead_letters:
          s3: { uri: "s3://%s/weir/dead-letters/", expected_owner: "123456789012" }
        rules:
          monitored_events: ["s3://%s/monitored-events/events.json"]
          sigma: ["s3://%s/rules/"]
        enrich:
          tables:
            - name: hosts
              from: s3://%s/rules/hosts.csv
              key: host
              fields: [host.name]
              add: { owner: asset.owner }
        alerts:
          destinations:
            - { name: topic, kind: sns, topic: "%s" }
            - { name: table, kind: dynamodb, table: %s }
        metrics:
          listen: 127.0.0.1:%d
        control:
          socket: %s
        """
        .formatted(
            queue,
            buckets,
            folder.resolve("out.sock"),
            folder.resolve("out.sock"),
            lab.openSearch().endpoint(),
            OUTPUT,
            OUTPUT,
            OUTPUT,
            OUTPUT,
            TOPIC,
            TABLE,
            port,
            folder.resolve("control.sock"));
  }
}
