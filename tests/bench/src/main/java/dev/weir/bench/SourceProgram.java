package dev.weir.bench;

import dev.weir.account.StampKey;
import dev.weir.settings.AwsAccess;
import dev.weir.settings.Endpoint;
import dev.weir.source.BucketSettings;
import dev.weir.source.S3Source;
import dev.weir.source.SourceSettings;
import dev.weir.source.queue.QueueSettings;
import dev.weir.source.send.ForwardSettings;
import dev.weir.telemetry.Metrics;
import dev.weir.telemetry.SourceMetrics;
import dev.weir.type.LogTypes;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The source as it ships. Its arguments: AWS's endpoint, the bucket, the forward socket. */
final class SourceProgram {
  private SourceProgram() {}

  public static void main(String[] arguments) throws IOException {
    URI aws = URI.create(arguments[0]);
    AwsCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench"));
    AwsAccess access = new AwsAccess("eu-west-1", aws, true, null, null, null);
    QueueSettings queue =
        new QueueSettings(
            "bench",
            aws + "/123456789012/bench",
            access,
            Duration.ofMinutes(5),
            Duration.ofSeconds(1));
    SourceSettings settings =
        SourceSettings.of(
            List.of(queue),
            List.of(BucketSettings.of(arguments[1], access)),
            ForwardSettings.of(new Endpoint.Unix(Path.of(arguments[2])), null));
    try (Metrics metrics = new Metrics();
        S3Source source =
            new S3Source(
                settings,
                LogTypes.shipped(),
                new SettlingLedger(),
                StampKey.fromSecret("bench".getBytes(StandardCharsets.UTF_8)),
                new SourceMetrics(metrics),
                credentials,
                new SecureRandom(),
                System::nanoTime)) {
      source.start();
      SampleDesk.answerUntilTold();
    }
  }
}
