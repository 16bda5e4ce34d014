package dev.weir.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.enrich.table.TableSettings;
import dev.weir.enrich.threat.ThreatSettings;
import dev.weir.feed.ListOrigin;
import dev.weir.feed.ListSettings;
import dev.weir.units.ByteSize;
import dev.weir.yaml.InvalidFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrichConfigTest {
  private static final String REST =
      """
      forward: { listeners: [{ unix: /run/weir.sock }] }
      opensearch: { url: http://127.0.0.1:9200 }
      """;

  @Test
  void withoutItsSectionNothingIsAdded() throws Exception {
    EnrichConfig enrich = read("{}").config().enrich();

    assertEquals(new EnrichConfig(enrich.geo(), false, false, List.of(), List.of()), enrich);
    assertEquals(List.of(), enrich.geo().databases());
    assertTrue(read("{}").config().filter().own().enabled());
  }

  @Test
  void readsListsFromEverywhere() throws Exception {
    EnrichConfig enrich =
        read("""
                {
                  refresh: 1m,
                  geo: { of: [source], databases: [{ from: /var/lib/weir/city.v2.mmdb }] },
                  threat: [
                    { from: 's3://lists/a/feed.txt', region: eu-west-1, refresh: 1h },
                    { name: own, from: 'https://feeds.example/x?key=secret', form: csv,
                      columns: { indicator: ioc }, separator: tab, confidence: 90 }],
                  tables: [
                    { from: /etc/weir/accounts.csv, key: id, fields: [cloud.account.id],
                      add: { name: cloud.account.name } },
                    { name: aws, from: /etc/weir/ip-ranges.json, form: aws_ip_ranges,
                      fields: [source.ip], add: { service: asset.source.service },
                      set: { asset.source.network: aws } }]
                }
                """)
            .config()
            .enrich();

    ListSettings city = enrich.geo().databases().getFirst();
    assertEquals("city", city.name());
    assertEquals(new ListOrigin.LocalFile(Path.of("/var/lib/weir/city.v2.mmdb")), city.from());
    assertEquals(Duration.ofMinutes(1), city.limits().refresh());
    ThreatSettings feed = enrich.threat().getFirst();
    ListOrigin.S3Object object = assertInstanceOf(ListOrigin.S3Object.class, feed.list().from());
    assertEquals("lists a/feed.txt", object.bucket() + " " + object.key());
    assertEquals(Duration.ofHours(1), feed.list().limits().refresh());
    assertEquals('\t', enrich.threat().getLast().csv().separator());
    assertEquals(90, enrich.threat().getLast().confidence());
    assertEquals(Map.of("name", "cloud.account.name"), enrich.tables().getFirst().add());
    assertEquals(TableSettings.Match.IP, enrich.tables().getLast().match());
    assertEquals(
        List.of("city", "feed", "own", "accounts", "aws"),
        enrich.lists().map(ListSettings::name).toList());
  }

  @Test
  void theQueryOfAUrlIsNeverPrinted() throws Exception {
    LoadedConfig loaded = read("{ threat: [{ from: 'https://feeds.example/x?key=secret' }] }");

    assertTrue(loaded.effective().contains("https://feeds.example/x"), loaded.effective());
    assertFalse(loaded.effective().contains("secret"), loaded.effective());
    ListOrigin from = loaded.config().enrich().threat().getFirst().list().from();
    assertFalse(from.toString().contains("secret"), from.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ geo: { of: [nowhere] } } | geo.of[0]",
        "{ threat: [{ name: x }] } | threat[0].from",
        "{ threat: [{ from: 's3://x' }] } | s3://bucket/key",
        "{ threat: [{ from: 'http://feeds.example/x' }] } | insecure: true",
        "{ threat: [{ from: 'https://' }] } | threat[0].from",
        "{ threat: [{ from: /a, form: csv }] } | columns: { indicator: NAME }",
        "{ threat: [{ from: /a, columns: { indicator: a } }] } | form: csv with it",
        "{ threat: [{ from: /a, confidence: 101 }] } | from 0 to 100",
        "{ threat: [{ from: /x/a }, { from: /y/a }] } | two lists of the name 'a'",
        "{ threat: [{ from: /a, refresh: 1s }] } | from 10s to 7d",
        "{ tables: [{ from: /a, fields: [x], add: { a: asset.name } }] } | tables[0].key",
        "{ tables: [{ from: /a, key: k, add: { a: asset.name } }] } | at least one field",
        "{ tables: [{ from: /a, key: k, fields: [x] }] } | neither add nor set",
        "{ tables: [{ from: /a, key: k, fields: [x], add: { a: asset.nme } }] } | 'asset.name'",
        "{ tables: [{ from: /a, key: k, fields: [x], add: { a: source.ip } }] } | holds texts",
        "{ tables: [{ from: /a, key: k, fields: [x..y], add: { a: asset.name } }] } | a.b.c",
        "{ tables: [{ from: /a, form: text, fields: [x], add: { a: asset.name } }] } | has none"
      })
  void saysWhatIsWrong(String enrich, String said) {
    InvalidFileException problem = assertThrows(InvalidFileException.class, () -> read(enrich));

    assertTrue(problem.problems().toString().contains(said), problem.problems().toString());
  }

  private static LoadedConfig read(String enrich) throws InvalidFileException {
    return new ConfigFile(name -> null, ByteSize.ofMiB(512))
        .parse("weir.yaml", "enrich: " + enrich.strip() + "\n" + REST);
  }
}
