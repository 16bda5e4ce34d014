package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir explain} with a configuration that enriches. */
class ExplainEnrichedTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder = Path.of("");

  @Test
  void showsWhatIsAdded() throws Exception {
    Files.writeString(folder.resolve("bad.txt"), "198.51.100.7\n");
    Files.writeString(
        folder.resolve("weir.yaml"),
        """
        forward: { listeners: [{ unix: /run/weir.sock }] }
        opensearch: { url: 'http://127.0.0.1:9200' }
        enrich:
          url: true
          user_agent: true
          threat: [{ from: %s/bad.txt }]
        """
            .formatted(folder));
    Files.writeString(
        folder.resolve("access.log"),
        "198.51.100.7 - - [10/Oct/2020:13:55:36 +0000] \"GET /a%20b.php?x=1 HTTP/1.1\" 200 5 \"-\""
            + " \"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\"\n");

    JsonNode document =
        document("--type", "apache.access", folder.resolve("access.log").toString());

    assertEquals("198.51.100.7", document.at("/threat/indicator/name").asText());
    assertEquals("bad", document.at("/threat/feed/name").asText());
    assertEquals("/a%20b.php", document.at("/url/path").asText());
    assertEquals("php", document.at("/url/extension").asText());
    assertEquals("/a b.php?x=1", document.at("/url/decoded").asText());
    assertEquals("Firefox", document.at("/user_agent/name").asText());
  }

  @Test
  void whatAFilterMaskedIsNotLookedUp() throws Exception {
    Files.writeString(folder.resolve("bad.txt"), "198.51.100.7\n");
    Files.writeString(folder.resolve("hosts.csv"), "h,o\n198.51.100.7,me\n");
    Files.writeString(
        folder.resolve("weir.yaml"),
        """
        forward: { listeners: [{ unix: /run/weir.sock }] }
        opensearch: { url: 'http://127.0.0.1:9200' }
        types: { app.x: {} }
        enrich:
          threat: [{ from: %1$s/bad.txt }]
          tables:
            - { from: %1$s/hosts.csv, key: h, fields: [client], add: { o: asset.owner } }
        filter: { rules: [{ name: m, mask: { fields: [client] } }] }
        """
            .formatted(folder));
    Files.writeString(folder.resolve("x.json"), "{\"client\":\"198.51.100.7\",\"other\":1}\n");

    JsonNode document = document("--type", "app.x", folder.resolve("x.json").toString());

    assertEquals(List.of(), document.findValues("owner"));
    assertEquals(List.of(), document.findValues("threat"));
  }

  @Test
  void callsOfItsOwnAreFiltered() throws Exception {
    Files.writeString(
        folder.resolve("weir.yaml"),
        """
        forward: { listeners: [{ unix: /run/weir.sock }] }
        source: { enabled: false, buckets: [{ name: logs }] }
        opensearch: { url: 'http://127.0.0.1:9200' }
        filter: { own: { principals: ['arn:aws:iam::111122223333:role/weir'] } }
        """);
    Files.writeString(
        folder.resolve("trail.json"),
        "{\"Records\":[{\"eventID\":\"1\",\"eventTime\":\"2026-11-20T10:00:00Z\","
            + "\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\","
            + "\"requestParameters\":{\"bucketName\":\"logs\",\"key\":\"a/b.gz\"},"
            + "\"userIdentity\":{\"type\":\"AssumedRole\",\"arn\":"
            + "\"arn:aws:sts::111122223333:assumed-role/weir/i-0abc\"}}]}");

    JsonNode line = line("--type", "aws.cloudtrail", folder.resolve("trail.json").toString());

    assertEquals("filtered", line.path("outcome").asText());
    assertEquals("own_call", line.path("reason").asText());
  }

  @Test
  void showsFlagsOnFieldsOfTheLogOfEcsAndOfEnrichments() throws Exception {
    Files.writeString(folder.resolve("hosts.csv"), "h,o\n198.51.100.7,scanner-9\n");
    Files.writeString(
        folder.resolve("weir.yaml"),
        """
        forward: { listeners: [{ unix: /run/weir.sock }] }
        opensearch: { url: 'http://127.0.0.1:9200' }
        enrich:
          url: true
          tables: [{ from: %s/hosts.csv, key: h, fields: [source.ip], add: { o: asset.owner } }]
        flags:
          - types: [apache.access]
            fields: [status]
            one: { name: missing, in: [4xx], not_in: [403] }
            other: { name: broken, gte: 500, lte: 599 }
          - types: [apache.access]
            fields: [source.ip]
            one: { name: from_inside, cidr: [10.0.0.0/8, 'fd00::/8'] }
            other: { name: from_outside, otherwise: true }
          - types: [apache.access]
            fields: [url.extension]
            one: { name: script, in: [php, asp] }
            other: { name: no_extension, exists: false }
          - types: [apache.access]
            fields: [asset.owner]
            one: { name: scanner, prefix: scanner- }
            other: { name: odd_owner, regex: '(?i)^(nobody|unknown)$' }
          - types: [apache.access]
            fields: [scanner]
            one: { name: of_a_flag, equals: 1 }
        """
            .formatted(folder));
    Files.writeString(
        folder.resolve("access.log"),
        "198.51.100.7 - - [10/Oct/2020:13:55:36 +0000] \"GET /a.php HTTP/1.1\" 404 5 \"-\" \"-\"\n");

    JsonNode flags =
        line("--type", "apache.access", folder.resolve("access.log").toString()).path("flags");

    assertEquals(
        JSON.readTree(
            """
            {"broken":0,"from_inside":0,"from_outside":1,"missing":1,"no_extension":0,
             "odd_owner":0,"of_a_flag":1,"scanner":1,"script":1}
            """),
        flags);
  }

  private JsonNode document(String... arguments) throws Exception {
    return line(arguments).path("document");
  }

  private JsonNode line(String... arguments) throws Exception {
    String config = folder.resolve("weir.yaml").toString();
    CommandRun run =
        CommandRun.of("explain", "-c", config, "--json", arguments[0], arguments[1], arguments[2]);
    assertEquals("", run.err());
    return JSON.readTree(run.out());
  }
}
