package dev.weir.daemon;

import dev.weir.letters.LetterArchive;
import dev.weir.letters.LetterPrefix;
import dev.weir.source.aws.AwsClients;
import java.io.IOException;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;

/** Keeps files of dead letters under a prefix in S3. Thread-safe. */
final class S3Letters implements LetterArchive, AutoCloseable {
  private static final int CONNECTIONS = 4;

  private final LetterPrefix prefix;
  private final DefaultCredentialsProvider credentials;
  private final AwsClients clients;

  private S3Letters(LetterPrefix prefix) {
    this.prefix = prefix;
    // Without a region nothing could be written: the start fails, not the first letter.
    Region unused = AwsClients.region(prefix.access());
    this.credentials = DefaultCredentialsProvider.builder().build();
    this.clients = new AwsClients(credentials, CONNECTIONS);
  }

  /** Connects when it is first asked. */
  static S3Letters of(LetterPrefix prefix) {
    return new S3Letters(prefix);
  }

  @Override
  public void put(String name, byte[] content) throws IOException {
    try {
      clients
          .s3(prefix.access())
          .putObject(
              request ->
                  request
                      .bucket(prefix.bucket())
                      .key(prefix.prefix() + name)
                      .expectedBucketOwner(prefix.expectedOwner())
                      .contentType("application/gzip"),
              RequestBody.fromBytes(content));
    } catch (SdkException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }

  /**
   * Lists one key of the prefix, and writes nothing: the right to list may end at the prefix.
   *
   * @throws SdkException if the bucket is not there, or does not answer
   */
  void reach() {
    var unused =
        clients
            .s3(prefix.access())
            .listObjectsV2(
                request ->
                    request
                        .bucket(prefix.bucket())
                        .prefix(prefix.prefix())
                        .maxKeys(1)
                        .expectedBucketOwner(prefix.expectedOwner()));
  }

  @Override
  public void close() {
    clients.close();
    credentials.close();
  }

  @Override
  public String toString() {
    return "s3://" + prefix.bucket() + "/" + prefix.prefix();
  }
}
