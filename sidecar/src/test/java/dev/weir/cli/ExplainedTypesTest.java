package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.indices.InstalledTemplates;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.type.LogTypes;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of the logs of each type: {@code <name>.log} lies beside what {@code weir explain
 * --json} shall say of it, {@code <name>.jsonl}. The content is to tell the type, but of a {@code
 * <type>.typed.log}.
 */
@ExtendWith(LabExtension.class)
class ExplainedTypesTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/weir/type");
  private static final JsonMapper JSON = new JsonMapper();

  static Stream<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("logs")
  void becomesTheDocumentsThatAreExpected(Path log) throws Exception {
    Path expected = FOLDER.resolve(log.getFileName().toString().replaceAll("\\.log$", ".jsonl"));

    List<String> found = explained(log);

    List<String> wanted = Files.readAllLines(expected);
    for (int i = 0; i < Math.min(wanted.size(), found.size()); i++) {
      assertEquals(wanted.get(i), found.get(i), log + ", record " + (i + 1));
    }
    assertEquals(wanted.size(), found.size());
  }

  @Test
  void explainsAllFilesBelowAFolder(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("b"));
    Files.writeString(folder.resolve("b/2.json"), "{\"n\":2}\n");
    Files.writeString(folder.resolve("a.json"), "{\"n\":1}\n");

    CommandRun run = CommandRun.of("explain", "--json", folder.toString());

    assertEquals(0, run.code(), run.err());
    List<Integer> numbers = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      numbers.add(JSON.readTree(line).path("document").path("n").asInt());
    }
    assertEquals(List.of(1, 2), numbers);
  }

  @Test
  void tellsByTheContentWhichFormOfATypeTheKeyMeans() {
    CommandRun run =
        CommandRun.of(
            "explain",
            "--json",
            "--key",
            "AWSLogs/123456789012/CloudFront/E2EXAMPLE123.2026-02-04-17.a1b2c3d4.gz",
            FOLDER.resolve("aws.cloudfront.json.log").toString());

    assertTrue(run.out().startsWith("{\"type\":\"aws.cloudfront.json\""), run.out());
  }

  @Test
  void openSearchTakesAllOfThem(Lab lab) throws Exception {
    InstalledTemplates.of(lab.openSearch().endpoint());
    StringBuilder bulk = new StringBuilder();
    Set<String> indices = new LinkedHashSet<>();
    int documents = 0;
    for (Path log : logs().toList()) {
      for (String line : explained(log)) {
        JsonNode each = JSON.readTree(line);
        ((ObjectNode) each.path("document").path("weir"))
            .put("ingested", "2026-11-21T02:10:49.000Z");
        indices.add(each.path("index").asText());
        bulk.append("{\"create\":{\"_index\":")
            .append(each.path("index"))
            .append(",\"_id\":")
            .append(each.path("id"))
            .append("}}\n")
            .append(each.path("document"))
            .append('\n');
        documents++;
      }
    }

    for (String index : indices) {
      // What others wrote into it decides what its open fields hold.
      delete(lab, "/" + index + "?ignore_unavailable=true");
    }

    JsonNode answer = post(lab, "/_bulk?refresh=true", bulk.toString());

    assertEquals(documents, answer.path("items").size());
    for (JsonNode item : answer.path("items")) {
      assertEquals(201, item.path("create").path("status").asInt(), item.toString());
    }
    String ofTheSubnetToSsh =
        """
        {"query":{"bool":{"filter":[
          {"range":{"source.ip":{"gte":"172.31.16.0","lte":"172.31.16.255"}}},
          {"term":{"destination.port":22}}]}}}
        """;
    assertEquals(
        1, post(lab, "/weir-aws.vpcflow-*/_count", ofTheSubnetToSsh).path("count").asInt());
  }

  private static List<String> explained(Path log) throws IOException {
    String name = log.getFileName().toString();
    List<String> arguments =
        new ArrayList<>(
            List.of("explain", "--json", "--last-modified", "2026-11-21T02:10:49Z", "--key", name));
    arguments.addAll(List.of("-c", config().toString()));
    if (name.endsWith(".typed.log")) {
      arguments.add("--type");
      arguments.add(name.replace(".typed.log", ""));
    }
    arguments.add(log.toString());
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertTrue(run.err().isEmpty(), run.err());
    return run.out().lines().toList();
  }

  /** The examples are of many years, and each lies in the index of its day. */
  private static Path config() throws IOException {
    StringBuilder types = new StringBuilder();
    LogTypes.shipped()
        .all()
        .forEach(type -> types.append("  ").append(type).append(": { max_event_age: 36500d }\n"));
    Path config = Files.createTempFile("explained", ".yaml");
    config.toFile().deleteOnExit();
    return Files.writeString(
        config,
        """
        forward: { listeners: [{ unix: /run/weir.sock }] }
        opensearch: { url: 'http://127.0.0.1:9200' }
        rules: { shipped: false }
        types:
        """
            + types);
  }

  private static void delete(Lab lab, String path) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(lab.openSearch().endpoint().resolve(path)).DELETE().build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
  }

  private static JsonNode post(Lab lab, String path, String body) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(lab.openSearch().endpoint().resolve(path))
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }
}
