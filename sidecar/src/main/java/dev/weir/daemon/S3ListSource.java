package dev.weir.daemon;

import dev.weir.feed.ListContent;
import dev.weir.feed.ListOrigin;
import dev.weir.feed.ListSource;
import dev.weir.source.aws.AwsClients;
import java.io.FilterInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A list in an object of S3. Its ETag tells whether it changed. */
final class S3ListSource implements ListSource {
  private static final int NOT_MODIFIED = 304;

  private final ListOrigin.S3Object origin;
  private final AwsClients clients;

  S3ListSource(ListOrigin.S3Object origin, AwsClients clients) {
    this.origin = origin;
    this.clients = clients;
  }

  @Override
  public @Nullable ListContent open(@Nullable String version) throws IOException {
    try {
      ResponseInputStream<GetObjectResponse> object =
          clients
              .s3(origin.access())
              .getObject(
                  request ->
                      request
                          .bucket(origin.bucket())
                          .key(origin.key())
                          .expectedBucketOwner(origin.expectedOwner())
                          .ifNoneMatch(version));
      return new ListContent(
          object.response().eTag(),
          new FilterInputStream(object) {
            @Override
            public void close() {
              // Closing it would read the rest of the object.
              object.abort();
            }
          });
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_MODIFIED) {
        return null;
      }
      throw new IOException(origin + ": " + e.getMessage(), e);
    } catch (SdkException e) {
      throw new IOException(origin + ": " + e.getMessage(), e);
    }
  }
}
