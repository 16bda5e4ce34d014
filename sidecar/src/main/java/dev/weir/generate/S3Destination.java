package dev.weir.generate;

import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts the files into a bucket, below a prefix. */
public final class S3Destination implements Destination {
  private final S3Client client;
  private final String bucket;
  private final String prefix;

  /**
   * Takes the client over, and closes it.
   *
   * @param prefix empty, or what each key begins with
   */
  public S3Destination(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
  }

  @Override
  public void put(GeneratedFile file) throws IOException {
    try {
      client.putObject(
          request -> request.bucket(bucket).key(prefix + file.key()),
          RequestBody.fromBytes(file.bytes()));
    } catch (SdkException e) {
      throw new IOException("S3 refused " + prefix + file.key() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
