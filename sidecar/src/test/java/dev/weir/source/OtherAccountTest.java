package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.ObjectVersion;
import dev.weir.lab.AwsAccounts;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.RecordedRequest;
import dev.weir.lab.S3EventMessages;
import dev.weir.lab.StoredObject;
import dev.weir.settings.AwsAccess;
import dev.weir.source.queue.QueueSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue and a versioned bucket of another account, which only a role of that account reaches. */
@ExtendWith(LabExtension.class)
class OtherAccountTest {
  private static final String OWNER = "222222222222";
  private static final String ROLE = "arn:aws:iam::222222222222:role/weir-reader";
  private static final String EXTERNAL_ID = "weir external id 1";
  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  /** What $AWS_ENDPOINT_URL_STS is to a process. */
  private static final String STS_ENDPOINT = "aws.endpointUrlSts";

  private final Lab lab;
  private final AwsAccounts accounts;
  private final SqsClient sqs;
  private final S3Client s3;

  OtherAccountTest(Lab lab) {
    this.lab = lab;
    this.accounts = lab.accounts();
    this.sqs = accounts.sqs(OWNER);
    this.s3 = accounts.s3(OWNER);
  }

  @BeforeEach
  void pointToSts() {
    System.setProperty(STS_ENDPOINT, accounts.endpoint().endpoint().toString());
  }

  @AfterEach
  void close() {
    System.clearProperty(STS_ENDPOINT);
    sqs.close();
    s3.close();
  }

  @Test
  void readsQueueAndBucketInARoleWithItsExternalId() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "other-account-role", VISIBILITY)) {
      String url = createQueue(pipeline.bucket);
      createBucket(pipeline.bucket);
      announce(url, put(pipeline.bucket, "k.log", "one\ntwo\n"));
      accounts.record();

      pipeline.start(settings(pipeline, url, access(ROLE)), UnaryOperator.identity());

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(List.of("one", "two"), logs(pipeline));
      assertEquals(0, messages(url));
      List<String> assumed =
          accounts.recorded().stream()
              .map(RecordedRequest::body)
              .filter(body -> body.contains("Action=AssumeRole"))
              .toList();
      assertEquals(1, assumed.size(), "one session for queue and bucket");
      assertTrue(
          assumed.getFirst().contains("ExternalId=weir+external+id+1")
              || assumed.getFirst().contains("ExternalId=weir%20external%20id%201"),
          assumed.getFirst());
    }
  }

  @Test
  void reachesNeitherWithoutTheRole() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "other-account-none", VISIBILITY)) {
      String url = createQueue(pipeline.bucket);
      createBucket(pipeline.bucket);
      announce(url, put(pipeline.bucket, "k.log", "one\n"));

      pipeline.start(settings(pipeline, url, access(null)), UnaryOperator.identity());

      Eventually.until("refused", () -> pipeline.observer.count("failed ReceiveMessage") > 0);
      assertEquals(0, pipeline.observer.count("received"));
      assertEquals(1, messages(url));
    }
  }

  @Test
  void leavesTheMessageWhereTheBucketIsClosedToIt() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "other-account-closed", VISIBILITY)) {
      createBucket(pipeline.bucket);
      StoredObject object = put(pipeline.bucket, "k.log", "one\n");
      lab.send(pipeline.queueUrl, S3EventMessages.created(accounts.endpoint().region(), object));
      QueueSettings queue = pipeline.settings(VISIBILITY).queues().getFirst();

      pipeline.start(
          pipeline.settings(queue, BucketSettings.of(pipeline.bucket, access(null))),
          UnaryOperator.identity());

      Eventually.until("left", () -> pipeline.observer.count("left object_left") == 1);
      assertEquals(1, pipeline.observer.count("object left denied"));
      assertEquals(1, pipeline.messagesInQueue());
      assertTrue(pipeline.peer.frames().isEmpty());
    }
  }

  @Test
  void readsTheVersionThatEachMessageNames() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "other-account-versions", VISIBILITY)) {
      String url = createQueue(pipeline.bucket);
      createBucket(pipeline.bucket);
      StoredObject first = put(pipeline.bucket, "k.log", "first\n");
      StoredObject second = put(pipeline.bucket, "k.log", "second\n");
      announce(url, first);
      announce(url, second);

      pipeline.start(settings(pipeline, url, access(ROLE)), UnaryOperator.identity());

      Eventually.until("both deleted", () -> pipeline.observer.count("deleted") == 2);
      assertEquals(Set.of("first", "second"), Set.copyOf(logs(pipeline)));
      // Ids are made of this, so the two versions are two objects.
      assertEquals(Set.of(version(first), version(second)), Set.copyOf(pipeline.ledger.objects()));
    }
  }

  @Test
  void givesUpAnObjectOrVersionThatIsDeletedAndLeavesAnArchivedOne() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "other-account-gone", VISIBILITY)) {
      String url = createQueue(pipeline.bucket);
      createBucket(pipeline.bucket);
      StoredObject version = put(pipeline.bucket, "version.log", "x\n");
      s3.deleteObject(
          delete ->
              delete.bucket(version.bucket()).key(version.key()).versionId(version.versionId()));
      announce(url, version);
      StoredObject marked = put(pipeline.bucket, "marked.log", "x\n");
      s3.deleteObject(delete -> delete.bucket(marked.bucket()).key(marked.key()));
      announce(url, withoutVersion(marked));
      announce(url, put(pipeline.bucket, "archived.log", "x\n", "GLACIER"));

      pipeline.start(settings(pipeline, url, access(ROLE)), UnaryOperator.identity());

      Eventually.until("two deleted", () -> pipeline.observer.count("deleted") == 2);
      Eventually.until("one left", () -> pipeline.observer.count("left object_left") == 1);
      assertEquals(2, pipeline.observer.count("poisoned gone"));
      assertEquals(1, pipeline.observer.count("object left archived"));
      assertEquals(1, messages(url));
      assertTrue(pipeline.peer.frames().isEmpty());
    }
  }

  private static SourceSettings settings(Pipeline pipeline, String queueUrl, AwsAccess access) {
    return pipeline.settings(
        new QueueSettings("other", queueUrl, access, VISIBILITY, Duration.ofSeconds(1)),
        BucketSettings.of(pipeline.bucket, access));
  }

  private AwsAccess access(@Nullable String role) {
    return new AwsAccess(
        accounts.endpoint().region(),
        accounts.endpoint().endpoint(),
        true,
        role,
        role == null ? null : EXTERNAL_ID,
        null);
  }

  private String createQueue(String name) {
    return sqs.createQueue(request -> request.queueName(name)).queueUrl();
  }

  private void createBucket(String name) {
    s3.createBucket(request -> request.bucket(name));
    s3.putBucketVersioning(
        request ->
            request
                .bucket(name)
                .versioningConfiguration(on -> on.status(BucketVersioningStatus.ENABLED)));
  }

  private StoredObject put(String bucket, String key, String content) {
    return put(bucket, key, content, "STANDARD");
  }

  private StoredObject put(String bucket, String key, String content, String storageClass) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    var answer =
        s3.putObject(
            request -> request.bucket(bucket).key(key).storageClass(storageClass),
            RequestBody.fromBytes(bytes));
    return new StoredObject(
        bucket,
        key,
        bytes.length,
        answer.eTag().replace("\"", ""),
        answer.versionId(),
        Instant.now(),
        "01");
  }

  private static StoredObject withoutVersion(StoredObject object) {
    return new StoredObject(
        object.bucket(),
        object.key(),
        object.sizeBytes(),
        object.eTag(),
        null,
        object.eventTime(),
        object.sequencer());
  }

  private void announce(String queueUrl, StoredObject object) {
    String message = S3EventMessages.created(accounts.endpoint().region(), object);
    sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(message));
  }

  private int messages(String queueUrl) {
    var counts =
        sqs.getQueueAttributes(
                request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
        + Integer.parseInt(
            counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  private static ObjectVersion version(StoredObject object) {
    return ObjectVersion.of(object.bucket(), object.key(), String.valueOf(object.versionId()));
  }

  private static List<String> logs(Pipeline pipeline) {
    return pipeline.records().stream()
        .map(entry -> entry.text("message"))
        .collect(Collectors.toList());
  }
}
