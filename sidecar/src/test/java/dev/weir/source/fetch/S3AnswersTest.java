package dev.weir.source.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.lab.AwsAccounts;
import dev.weir.lab.AwsEndpoint;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.settings.AwsAccess;
import dev.weir.source.aws.AwsClients;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** The reasons, by what a server says to real requests. */
@ExtendWith(LabExtension.class)
class S3AnswersTest {
  private static final String BUCKET = "s3-answers";

  private final AwsAccounts accounts;

  S3AnswersTest(Lab lab) {
    this.accounts = lab.accounts();
  }

  @Test
  void tellsWhyAnObjectCannotBeHad() {
    AwsEndpoint endpoint = accounts.endpoint();
    var credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(endpoint.accessKey(), endpoint.secretKey()));
    try (S3Client owner = accounts.s3(AwsAccounts.HOME);
        S3Client stranger = accounts.s3("333333333333");
        AwsClients clients = new AwsClients(credentials, 2)) {
      AwsAccess access =
          new AwsAccess(endpoint.region(), endpoint.endpoint(), true, null, null, null);
      S3RangeReader reader = new S3RangeReader(clients.s3(access));
      owner.createBucket(create -> create.bucket(BUCKET));
      owner.putBucketVersioning(
          put ->
              put.bucket(BUCKET)
                  .versioningConfiguration(on -> on.status(BucketVersioningStatus.ENABLED)));
      String first = put(owner, "k", StorageClass.STANDARD);
      put(owner, "k", StorageClass.STANDARD);
      put(owner, "old", StorageClass.DEEP_ARCHIVE);
      stranger.createBucket(create -> create.bucket("s3-answers-closed"));

      assertEquals(FetchException.Reason.GONE, refusal(reader, BUCKET, "none", null, null));
      assertEquals(FetchException.Reason.ARCHIVED, refusal(reader, BUCKET, "old", null, null));
      assertEquals(
          FetchException.Reason.OVERWRITTEN, refusal(reader, BUCKET, "k", null, "\"other\""));
      assertEquals(
          FetchException.Reason.NO_BUCKET, refusal(reader, "s3-answers-none", "k", null, null));
      assertEquals(
          FetchException.Reason.DENIED, refusal(reader, "s3-answers-closed", "k", null, null));
      owner.deleteObject(delete -> delete.bucket(BUCKET).key("k").versionId(first));
      assertEquals(FetchException.Reason.GONE, refusal(reader, BUCKET, "k", first, null));
      owner.deleteObject(delete -> delete.bucket(BUCKET).key("k"));
      assertEquals(FetchException.Reason.GONE, refusal(reader, BUCKET, "k", null, null));
    }
  }

  private static String put(S3Client s3, String key, StorageClass storageClass) {
    return s3.putObject(
            put -> put.bucket(BUCKET).key(key).storageClass(storageClass),
            RequestBody.fromString("content of " + key))
        .versionId();
  }

  private static FetchException.Reason refusal(
      S3RangeReader reader,
      String bucket,
      String key,
      @Nullable String version,
      @Nullable String ifMatch) {
    ObjectAddress address = new ObjectAddress(bucket, key, version, null);
    return assertThrows(
            FetchException.class, () -> reader.open(address, ifMatch == null ? 0 : 3, ifMatch))
        .reason();
  }
}
