package dev.weir.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.config.ConfigFile;
import dev.weir.config.WeirConfig;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.enrich.Subject;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.telemetry.EnrichMetrics;
import dev.weir.telemetry.Metrics;
import dev.weir.units.ByteSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Enrichments as a configuration makes them. */
@ExtendWith(LabExtension.class)
class EnrichingTest {
  private static final String BUCKET = "weir-lists";

  private final Lab lab;
  private final Metrics metrics = new Metrics();

  @TempDir Path folder = Path.of("");

  EnrichingTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void aListInS3IsReadAgainWhenItChanges() throws Exception {
    lab.createBucket(BUCKET);
    put("198.51.100.7\n");
    try (Enriching enriching = enriching(inS3())) {
      assertEquals(Map.of("bad", Optional.empty()), enriching.readOnce());
      assertTrue(enriched(enriching, "198.51.100.7").contains("\"threat\""));

      enriching.readOnce();
      put("198.51.100.8\n198.51.100.9\n");
      enriching.readOnce();
      assertEquals("{\"source\":{\"ip\":\"198.51.100.7\"}}", enriched(enriching, "198.51.100.7"));

      lab.s3Client().deleteObject(request -> request.bucket(BUCKET).key("bad.txt"));
      assertTrue(enriching.readOnce().values().stream().allMatch(Optional::isPresent));
      assertTrue(enriched(enriching, "198.51.100.8").contains("\"threat\""));
    }
    String scraped = metrics.scrape();
    for (String line :
        List.of(
            "weir_list_reloads_total{list=\"bad\",outcome=\"loaded\"} 2.0",
            "weir_list_reloads_total{list=\"bad\",outcome=\"unchanged\"} 1.0",
            "weir_list_reloads_total{list=\"bad\",outcome=\"failed\"} 1.0",
            "weir_list_entries{list=\"bad\"} 2.0",
            "weir_enriched_total{enrichment=\"threat_bad\",outcome=\"hit\"} 2.0",
            "weir_enriched_total{enrichment=\"threat_bad\",outcome=\"miss\"} 1.0")) {
      assertTrue(scraped.contains(line), line + "\n" + scraped);
    }
  }

  @Test
  void aFileThatIsMissingIsAProblemOfTheCheckAlone() throws Exception {
    Path missing = folder.resolve("bad.txt");
    String section = "{ threat: [{ from: " + missing + " }] }";

    assertEquals(
        Optional.of("there is no file " + missing), Reach.all(config(section)).get("list bad"));
    try (Enriching enriching = enriching(section)) {
      enriching.start();
      assertEquals("{\"source\":{\"ip\":\"198.51.100.7\"}}", enriched(enriching, "198.51.100.7"));
    }
  }

  @Test
  void allEnrichmentsWorkOnOneRecord() throws Exception {
    Files.writeString(folder.resolve("exits.txt"), "198.51.100.7\n");
    Files.writeString(folder.resolve("hosts.csv"), "net,team\n198.51.100.0/24,web\n");
    try (Enriching enriching =
        enriching(
            """
            {
              url: true,
              user_agent: true,
              tables: [
                { name: tor, from: %1$s/exits.txt, form: text, match: ip, fields: [source.ip],
                  set: { asset.source.network: tor-exit } },
                { name: hosts, from: %1$s/hosts.csv, key: net, match: ip, fields: [source.ip],
                  add: { team: asset.source.team } }]
            }
            """
                .formatted(folder))) {
      enriching.readOnce();

      assertEquals(
          "{\"asset\":{\"source\":{\"network\":\"tor-exit\",\"team\":\"web\"}},"
              + "\"source\":{\"ip\":\"198.51.100.7\"}}",
          enriched(enriching, "198.51.100.7"));
    }
  }

  private void put(String text) {
    lab.s3Client()
        .putObject(request -> request.bucket(BUCKET).key("bad.txt"), RequestBody.fromString(text));
  }

  private String inS3() {
    return """
        { threat: [{ from: 's3://%s/bad.txt', region: %s, endpoint: '%s',
                     access_key: %s, secret_key: %s }] }
        """
        .formatted(
            BUCKET,
            lab.s3().region(),
            lab.s3().endpoint(),
            lab.s3().accessKey(),
            lab.s3().secretKey());
  }

  private Enriching enriching(String section) throws Exception {
    return new Enriching(config(section).enrich(), new EnrichMetrics(metrics));
  }

  private static WeirConfig config(String section) throws Exception {
    return new ConfigFile(name -> null, ByteSize.ofMiB(512))
        .parse(
            "weir.yaml",
            """
            forward: { listeners: [{ unix: /run/weir.sock }] }
            opensearch: { url: 'http://127.0.0.1:1' }
            """
                + "enrich: "
                + section)
        .config();
  }

  private static String enriched(Enriching enriching, String address) throws Exception {
    EcsFields fields = new EcsFields(EcsSchema.get());
    fields.set(EcsSchema.get().field("source.ip"), address);
    LogEvent event = new LogEvent(new ReservedNames(List.of()));
    enriching.enrichment().apply(new Subject(fields, event).of(event, 1_795_000_000));
    JsonBuffer out = new JsonBuffer(256);
    fields.writeTo(out);
    return "{" + new String(out.toByteArray(), StandardCharsets.UTF_8).substring(1) + "}";
  }
}
