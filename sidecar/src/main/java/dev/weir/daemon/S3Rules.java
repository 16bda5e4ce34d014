package dev.weir.daemon;

import dev.weir.ruleset.RuleFiles;
import dev.weir.ruleset.RuleOrigin;
import dev.weir.settings.AwsAccess;
import dev.weir.source.aws.AwsClients;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Files of rules below a prefix in S3, or one object. Their ETags tell whether they changed. A
 * prefix needs {@code s3:ListBucket}, one object {@code s3:GetObject} alone.
 */
final class S3Rules implements RuleFiles {
  private final RuleOrigin.InS3 origin;
  private final AwsAccess access;
  private final @Nullable String expectedOwner;
  private final Predicate<String> names;
  private final AwsClients clients;

  S3Rules(
      RuleOrigin.InS3 origin,
      AwsAccess access,
      @Nullable String expectedOwner,
      Predicate<String> names,
      AwsClients clients) {
    this.origin = origin;
    this.access = access;
    this.expectedOwner = expectedOwner;
    this.names = names;
    this.clients = clients;
  }

  @Override
  public SortedMap<String, String> list() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try {
      if (names.test(origin.prefix())) {
        files.put("", eTag());
        return files;
      }
      for (S3Object object :
          clients
              .s3(access)
              .listObjectsV2Paginator(
                  request ->
                      request
                          .bucket(origin.bucket())
                          .prefix(origin.prefix())
                          .expectedBucketOwner(expectedOwner))
              .contents()) {
        if (names.test(object.key())) {
          files.put(object.key().substring(origin.prefix().length()), object.eTag());
        }
      }
      return files;
    } catch (NoSuchKeyException e) {
      throw new IOException("there is no object " + origin, e);
    } catch (SdkException e) {
      throw new IOException(origin + ": " + e.getMessage(), e);
    }
  }

  private String eTag() {
    return clients
        .s3(access)
        .headObject(
            request ->
                request
                    .bucket(origin.bucket())
                    .key(origin.prefix())
                    .expectedBucketOwner(expectedOwner))
        .eTag();
  }

  @Override
  public InputStream open(String name) throws IOException {
    try {
      ResponseInputStream<GetObjectResponse> object =
          clients
              .s3(access)
              .getObject(
                  request ->
                      request
                          .bucket(origin.bucket())
                          .key(origin.prefix() + name)
                          .expectedBucketOwner(expectedOwner));
      return new FilterInputStream(object) {
        @Override
        public void close() {
          // Closing it would read the rest of the object.
          object.abort();
        }
      };
    } catch (SdkException e) {
      throw new IOException(origin + name + ": " + e.getMessage(), e);
    }
  }
}
