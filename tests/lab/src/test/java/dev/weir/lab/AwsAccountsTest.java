package dev.weir.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

@ExtendWith(LabExtension.class)
class AwsAccountsTest {
  private static final String OTHER = "222222222222";

  private final AwsAccounts accounts;

  AwsAccountsTest(Lab lab) {
    this.accounts = lab.accounts();
    assertSame(accounts, lab.accounts());
  }

  @Test
  void keepsQueuesAndBucketsOfAnAccountFromTheOthers() {
    try (SqsClient owner = accounts.sqs(OTHER);
        SqsClient stranger = accounts.sqs(AwsAccounts.HOME);
        S3Client s3Owner = accounts.s3(OTHER);
        S3Client s3Stranger = accounts.s3(AwsAccounts.HOME)) {
      String url = owner.createQueue(request -> request.queueName("closed")).queueUrl();
      owner.sendMessage(request -> request.queueUrl(url).messageBody("m"));
      s3Owner.createBucket(request -> request.bucket("closed"));
      s3Owner.putObject(put -> put.bucket("closed").key("k"), RequestBody.fromString("o"));

      assertEquals(1, owner.receiveMessage(receive -> receive.queueUrl(url)).messages().size());
      assertThrows(
          QueueDoesNotExistException.class,
          () -> stranger.receiveMessage(receive -> receive.queueUrl(url)));
      S3Exception refused =
          assertThrows(
              S3Exception.class,
              () -> s3Stranger.getObjectAsBytes(get -> get.bucket("closed").key("k")));
      assertEquals("AccessDenied", refused.awsErrorDetails().errorCode());
    }
  }

  @Test
  void keepsVersions() {
    try (S3Client s3 = accounts.s3(OTHER)) {
      s3.createBucket(request -> request.bucket("versions"));
      s3.putBucketVersioning(
          request ->
              request
                  .bucket("versions")
                  .versioningConfiguration(on -> on.status(BucketVersioningStatus.ENABLED)));

      String first = put(s3, "one");
      String second = put(s3, "two");

      assertNotEquals(first, second);
      assertEquals(
          "one",
          s3.getObjectAsBytes(get -> get.bucket("versions").key("k").versionId(first))
              .asUtf8String());
    }
  }

  @Test
  void recordsWhatItIsAsked() {
    try (SqsClient sqs = accounts.sqs(AwsAccounts.HOME)) {
      accounts.record();
      sqs.createQueue(request -> request.queueName("recorded"));

      List<RecordedRequest> recorded = accounts.recorded();
      sqs.createQueue(request -> request.queueName("unheard"));

      assertEquals(recorded, accounts.recorded());
      assertEquals("POST", recorded.getFirst().method());
      assertTrue(recorded.getFirst().body().contains("\"QueueName\":\"recorded\""));
      assertTrue(recorded.getFirst().headers().containsKey("Authorization"));
    }
  }

  private static String put(S3Client s3, String content) {
    return s3.putObject(
            request -> request.bucket("versions").key("k"), RequestBody.fromString(content))
        .versionId();
  }
}
