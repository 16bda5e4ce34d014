package dev.weir.cli;

import dev.weir.generate.Destination;
import dev.weir.generate.FolderDestination;
import dev.weir.generate.S3Destination;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Options for a target that may be in S3. Credentials come from the AWS SDK's own chain. */
final class S3Target {
  private static final String SCHEME = "s3://";

  @Option(names = "--region", description = "The region; default: ${DEFAULT-VALUE}.")
  private String region = "eu-west-1";

  @Option(names = "--endpoint", description = "Another S3 than AWS's, by URL; implies path style.")
  private @Nullable URI endpoint;

  String region() {
    return region;
  }

  /**
   * Opens the target.
   *
   * @throws IllegalArgumentException if it is no folder and no {@code s3://bucket/prefix}
   */
  Destination destination(String target) {
    if (!target.startsWith(SCHEME)) {
      if (target.contains("://")) {
        throw new IllegalArgumentException("a target is a folder or s3://bucket/prefix: " + target);
      }
      return new FolderDestination(Path.of(target));
    }
    String rest = target.substring(SCHEME.length());
    int slash = rest.indexOf('/');
    String bucket = slash < 0 ? rest : rest.substring(0, slash);
    if (bucket.isEmpty()) {
      throw new IllegalArgumentException("a bucket is missing in " + target);
    }
    return new S3Destination(client(), bucket, slash < 0 ? "" : rest.substring(slash + 1));
  }

  private S3Client client() {
    S3ClientBuilder builder =
        S3Client.builder().region(Region.of(region)).httpClientBuilder(Apache5HttpClient.builder());
    if (endpoint != null) {
      builder
          .endpointOverride(endpoint)
          .forcePathStyle(true)
          .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
          .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED);
    }
    return builder.build();
  }
}
