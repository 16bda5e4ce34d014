package dev.weir.cli;

import static dev.weir.source.content.Containers.gzip;
import static dev.weir.source.content.Containers.tar;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of objects that are archives, or no text, or not all of it. */
class ExplainedContentTest {
  private static final Path FILES = Path.of("src/test/resources/dev/weir/source/content");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  @Test
  void readsWhatFirehoseCompressedTwice() throws IOException {
    List<JsonNode> records = explained(FILES.resolve("firehose-double-gzip.gz"));

    assertEquals(4, records.size());
    for (JsonNode record : records) {
      assertEquals("indexed", record.path("outcome").asText());
      assertTrue(record.at("/document/message").asText().startsWith("hello "), record.toString());
      assertEquals("/app/x", record.at("/document/weir/envelope/logGroup").asText());
    }
  }

  @Test
  void saysThatParquetIsKept() throws IOException {
    Path parquet = FILES.resolve("securitylake.gz.parquet");

    List<JsonNode> records = explained(parquet);

    assertEquals(1, records.size());
    assertEquals("dead_lettered", records.getFirst().path("outcome").asText());
    assertEquals("not_text (parquet)", records.getFirst().path("reason").asText());
    CommandRun run = CommandRun.of("explain", parquet.toString());
    assertEquals(1, run.code());
    assertTrue(
        run.out()
            .contains(
                parquet
                    + ": it is no text but parquet\n  One dead letter stands for it, and the object"
                    + " stays. If such objects hold no logs, name their keys in"
                    + " source.buckets[].exclude.\n"),
        run.out());
    assertFalse(run.out().contains("text, as it is"), run.out());
  }

  @Test
  void namesTheMemberThatARecordLiesIn() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("var/log/app.json", utf8("{\"n\":1,\"_part\":\"its own\"}\n"));
    members.put("var/log/b.txt", utf8("a line\n"));
    Path archive = Files.write(folder.resolve("logs.tgz"), gzip(tar(members)));

    List<JsonNode> records = explained(archive);

    JsonNode json = records.get(0).path("document");
    assertEquals("json", records.get(0).path("type").asText());
    assertEquals("var/log/app.json", json.at("/weir/member").asText());
    assertEquals("its own", json.at("/native/_part").asText());
    JsonNode text = records.get(1).path("document");
    assertEquals("text", records.get(1).path("type").asText());
    assertEquals("var/log/b.txt", text.at("/weir/member").asText());
    assertEquals(1, text.at("/weir/ordinal").asInt());
    assertFalse(text.has("_part"));
    assertTrue(
        CommandRun.of("explain", archive.toString())
            .out()
            .contains("its member var/log/b.txt: neither key nor content tell more"));
  }

  @Test
  void keepsBytesThatAreNoUtf8Recoverable() throws IOException {
    byte[] line = "Zugriff für Müller\n".getBytes(StandardCharsets.ISO_8859_1);
    byte[] json =
        "{\"a\":\"caf\u00e9\",\"b\":\"ok\",\"c\":{\"n\u00e4\":1}}\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    Path text = Files.write(folder.resolve("a.txt"), line);
    Path lines = Files.write(folder.resolve("b.json"), json);

    JsonNode document = explained(text).getFirst().path("document");
    JsonNode object = explained(lines).getFirst().path("document");

    assertEquals("Zugriff f\uFFFDr M\uFFFDller", document.path("message").asText());
    assertTrue(document.at("/weir/invalid_utf8").asBoolean());
    assertEquals(List.of("Zugriff für Müller"), raw(document));
    assertEquals("caf\uFFFD", object.path("a").asText());
    assertEquals(List.of("caf\u00e9", "n\u00e4"), raw(object));
  }

  @Test
  void leavesTheBytesOfMaskedFieldsOut() throws IOException {
    byte[] json =
        "{\"a\":\"caf\u00e9\",\"b\":\"\u00e9t\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1);
    Path lines = Files.write(folder.resolve("b.json"), json);
    Path config =
        Files.writeString(
            folder.resolve("weir.yaml"),
            """
            forward: { listeners: [{ unix: /run/weir.sock }] }
            opensearch: { url: 'http://127.0.0.1:9200' }
            filter:
              rules:
                - { name: no-a, mask: { fields: [a] } }
            """);

    JsonNode document = explained(lines, "-c", config.toString()).getFirst().path("document");

    assertEquals(List.of("\u00e9t\u00e9"), raw(document));
  }

  private static List<String> raw(JsonNode document) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : document.at("/weir/raw")) {
      byte[] bytes = Base64.getDecoder().decode(each.asText());
      texts.add(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    return texts;
  }

  private static List<JsonNode> explained(Path file, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("explain", "--json"));
    arguments.addAll(List.of(options));
    arguments.add(file.toString());
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    List<JsonNode> records = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      records.add(JSON.readTree(line));
    }
    assertEquals("", run.err());
    return records;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
