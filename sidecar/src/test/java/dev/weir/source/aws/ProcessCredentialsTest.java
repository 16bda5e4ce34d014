package dev.weir.source.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.settings.AwsAccess;
import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

class ProcessCredentialsTest {
  @Test
  void saysInOneSentenceWhatToDoWhereThereAreNone() {
    AwsAccess access =
        new AwsAccess("eu-west-1", URI.create("http://127.0.0.1:1"), true, null, null, null);
    try (AwsClients clients =
        new AwsClients(
            () -> {
              throw SdkClientException.create("Unable to load credentials from any of 7 places");
            },
            1)) {
      S3Client s3 = clients.s3(access);

      SdkClientException refused = assertThrows(SdkClientException.class, s3::listBuckets);

      assertEquals(
          "there are no AWS credentials: give the host a role, or set AWS_PROFILE, or"
              + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
          refused.getMessage());
    }
  }
}
