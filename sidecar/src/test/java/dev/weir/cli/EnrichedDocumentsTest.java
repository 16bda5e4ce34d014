package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.enrich.geo.MmdbWriter;
import dev.weir.indices.InstalledTemplates;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What enrichments add is found in OpenSearch by its type. */
@ExtendWith(LabExtension.class)
class EnrichedDocumentsTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder = Path.of("");

  @Test
  void areFoundByPlaceNetworkAndList(Lab lab) throws Exception {
    InstalledTemplates.of(lab.openSearch().endpoint());
    ObjectNode document = document();
    ((ObjectNode) document.path("weir")).put("ingested", "2026-11-21T02:10:49.000Z");

    JsonNode created =
        post(lab, "/weir-apache.access-2026.11.20/_create/enriched-1?refresh=true", document);
    JsonNode found =
        post(
            lab,
            "/weir-apache.access-*/_search",
            JSON.readTree(
                """
                {"query":{"bool":{"filter":[
                  {"geo_distance":{"distance":"10km","source.geo.location":{"lat":51.5,"lon":-0.1}}},
                  {"range":{"source.as.number":{"gte":20712,"lte":20712}}},
                  {"term":{"threat.feed.name":"bad"}},
                  {"term":{"threat.enrichments.matched.field":"source.ip"}},
                  {"term":{"asset.source.team":"web"}},
                  {"term":{"url.decoded":"/a b?c='"}},
                  {"term":{"user_agent.os.name":"Linux"}}]}}}
                """));

    assertEquals("created", created.path("result").asText(), created.toString());
    assertEquals(1, found.at("/hits/total/value").asInt(), document + "\n" + found);
  }

  private ObjectNode document() throws Exception {
    byte[] database =
        new MmdbWriter()
            .put(
                "81.2.69.0",
                24,
                Map.of(
                    "location",
                    Map.of("latitude", 51.5142, "longitude", -0.0931),
                    "autonomous_system_number",
                    20712))
            .toBytes();
    Files.write(folder.resolve("geo.mmdb"), database);
    Files.writeString(folder.resolve("bad.txt"), "81.2.69.142\n");
    Files.writeString(folder.resolve("hosts.csv"), "net,team\n81.2.69.0/24,web\n");
    Files.writeString(
        folder.resolve("weir.yaml"),
        """
        forward: { listeners: [{ unix: /run/weir.sock }] }
        opensearch: { url: 'http://127.0.0.1:9200' }
        enrich:
          geo: { databases: [{ from: %1$s/geo.mmdb }] }
          url: true
          user_agent: true
          threat: [{ from: %1$s/bad.txt }]
          tables:
            - from: %1$s/hosts.csv
              key: net
              match: ip
              fields: [source.ip]
              add: { team: asset.source.team }
        """
            .formatted(folder));
    Files.writeString(
        folder.resolve("access.log"),
        "81.2.69.142 - - [20/Nov/2026:13:55:36 +0000] \"GET /a%20b?c=%27 HTTP/1.1\" 200 5 \"-\""
            + " \"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\"\n");
    CommandRun run =
        CommandRun.of(
            "explain",
            "--json",
            "--last-modified",
            "2026-11-21T02:10:49Z",
            "-c",
            folder.resolve("weir.yaml").toString(),
            "--type",
            "apache.access",
            folder.resolve("access.log").toString());
    return (ObjectNode) JSON.readTree(run.out()).path("document");
  }

  private static JsonNode post(Lab lab, String path, JsonNode body) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(lab.openSearch().endpoint().resolve(path))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    return JSON.readTree(answer.body());
  }
}
