package dev.weir.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.ObjectVersion;
import dev.weir.config.ConfigFile;
import dev.weir.config.WeirConfig;
import dev.weir.indices.IndexSettings;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.letters.DeadLetter;
import dev.weir.letters.LetterPrefix;
import dev.weir.letters.RawBody;
import dev.weir.sink.Delivery;
import dev.weir.sink.DocumentBatch;
import dev.weir.sink.SinkSetup;
import dev.weir.sink.WholeSink;
import dev.weir.telemetry.Metrics;
import dev.weir.units.ByteSize;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Dead letters in S3 beside OpenSearch. */
@ExtendWith(LabExtension.class)
class S3LettersTest {
  private final Lab lab;
  private final Metrics metrics = new Metrics();
  private final Map<Integer, Delivery> outcomes = new ConcurrentHashMap<>();

  S3LettersTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void writesTheLettersOfARequestAsOneFile() throws Exception {
    String bucket = "weir-letters-kept";
    lab.createBucket(bucket);
    WeirConfig config = config(bucket);
    try (S3Letters letters = S3Letters.of(prefix(config));
        WholeSink sink = sink(config, letters)) {
      sink.start();

      write(sink, 0, 3, "kept");
      until(() -> outcomes.size() == 3);
      write(sink, 3, 6, "kept");
      until(() -> outcomes.size() == 6);

      List<String> lines = lines(bucket);
      assertEquals(3, lines.size(), "the second try writes the same file");
      assertTrue(lines.getFirst().contains("\"reason\":\"too_deep\""), lines.getFirst());
      assertTrue(keys(bucket).getFirst().matches("dead/letters/[0-9a-f]{32}\\.ndjson\\.gz"));
    }
  }

  @Test
  void noLetterIsFinalBeforeS3HasIt() throws Exception {
    String bucket = "weir-letters-late";
    WeirConfig config = config(bucket);
    try (S3Letters letters = S3Letters.of(prefix(config));
        WholeSink sink = sink(config, letters)) {
      sink.start();

      write(sink, 10, 12, "late");
      until(() -> metrics.scrape().contains("weir_alarm{reason=\"letters_s3\"} 1.0"));
      int before = outcomes.size();
      lab.createBucket(bucket);
      until(() -> outcomes.size() == 2);

      assertEquals(0, before);
      assertEquals(2, lines(bucket).size());
      assertTrue(metrics.scrape().contains("weir_alarm{reason=\"letters_s3\"} 0.0"));
      assertEquals(new Delivery.DeadLettered("too_deep", "decode", true), outcomes.get(10));
    }
  }

  @Test
  void whatS3NeverTookIsGivenUpAtTheEnd() throws Exception {
    WeirConfig config = config("weir-letters-never");
    try (S3Letters letters = S3Letters.of(prefix(config))) {
      try (WholeSink sink = sink(config, letters)) {
        sink.start();
        write(sink, 20, 21, "never");
        until(() -> metrics.scrape().contains("weir_alarm{reason=\"letters_s3\"} 1.0"));
        assertFalse(outcomes.containsKey(20));
      }

      assertEquals(Delivery.CANCELLED, outcomes.get(20));
      assertTrue(metrics.scrape().contains("weir_alarm{reason=\"letters_s3\"} 0.0"));
    }
  }

  private WholeSink sink(WeirConfig config, S3Letters letters) {
    IndexSettings indices = SettingsAcross.indices(config);
    SinkSetup setup =
        new SinkSetup(
            config.opensearch(),
            indices,
            SettingsAcross.letters(config, letters),
            SettingsAcross.sink(config, indices));
    return WholeSink.measured(setup, metrics);
  }

  /** Dead letters with these tokens; each third one has the same id. */
  private void write(WholeSink sink, int from, int to, String ids) {
    try (DocumentBatch batch = sink.batch(outcomes::put)) {
      for (int token = from; token < to; token++) {
        batch.deadLetter(
            token,
            new DeadLetter(
                "too_deep",
                "decode",
                "json",
                new ObjectVersion("logs", "k", "v"),
                token,
                Instant.parse("2026-11-21T02:10:49Z"),
                "s3-letters-" + ids + "-" + token % 3,
                "",
                new RawBody("json", RawBody.Form.ENTRY, new byte[] {1}, 1)));
      }
    }
  }

  private List<String> keys(String bucket) {
    return lab.s3Client().listObjectsV2(list -> list.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private List<String> lines(String bucket) throws Exception {
    List<String> lines = new ArrayList<>();
    for (String key : keys(bucket)) {
      byte[] file =
          lab.s3Client().getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray();
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
        lines.addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
      }
    }
    return lines;
  }

  private static LetterPrefix prefix(WeirConfig config) {
    return Objects.requireNonNull(config.deadLetters().s3(), "a prefix");
  }

  private WeirConfig config(String bucket) throws Exception {
    return new ConfigFile(name -> null, ByteSize.ofMiB(512))
        .parse(
            "weir.yaml",
            """
            forward: { listeners: [{ unix: /run/weir.sock }] }
            opensearch: { url: %s, replicas: 0 }
            shutdown: { deadline: 3s }
            dead_letters:
              s3:
                uri: s3://%s/dead/letters
                region: %s
                endpoint: %s
                access_key: %s
                secret_key: %s
            """
                .formatted(
                    lab.openSearch().endpoint(),
                    bucket,
                    lab.s3().region(),
                    lab.s3().endpoint(),
                    lab.s3().accessKey(),
                    lab.s3().secretKey()))
        .config();
  }

  private void until(BooleanSupplier state) {
    Eventually.until(
        Duration.ofSeconds(60), state::getAsBoolean, () -> outcomes + "\n" + metrics.scrape());
  }
}
