package dev.weir.indices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.opensearch.Hash;
import dev.weir.opensearch.HttpAnswer;
import dev.weir.opensearch.RefusedException;
import dev.weir.opensearch.SearchClient;
import dev.weir.type.LogType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index templates that Weir's indices need. Each says in its {@code _meta} that Weir installed
 * it, at which version and with what content; one of another content that is not of a later version
 * is replaced. One that says nothing of Weir is an operator's own and left as it is. What is
 * changed holds for indices that are made from then on.
 */
final class Templates {
  /** Grows when what ships changes in a way that an earlier Weir must not take back. */
  static final int VERSION = 1;

  private static final Logger log = LoggerFactory.getLogger(Templates.class);
  private static final JsonMapper JSON = new JsonMapper();

  private static final String SETTINGS = "weir-settings";
  private static final String BASE = "weir-base";
  private static final String SCHEMA = "weir-ecs";

  private static final List<String> INDICES =
      List.of(
          "weir",
          "weir-unparsed",
          "weir-dead-letters",
          "weir-ledger",
          "weir-matches",
          "weir-alerts",
          "weir-leases");

  private final IndexSettings indices;
  private final boolean serverless;

  /**
   * @param serverless whether they are for a collection, which has no shards to set
   */
  Templates(IndexSettings indices, boolean serverless) {
    this.indices = indices;
    this.serverless = serverless;
  }

  /**
   * Installs what is missing or of an earlier Weir.
   *
   * @throws IOException if OpenSearch could not be asked
   * @throws RefusedException if it refused
   */
  void install(SearchClient client) throws IOException, RefusedException {
    // The parts that others are composed of come first.
    List<String> own = new ArrayList<>();
    component(client, SETTINGS, settings(), own);
    component(
        client, BASE, TemplateForm.withFlags(shipped("component-weir-base"), indices.flags()), own);
    component(client, SCHEMA, TemplateForm.schema(), own);
    for (String name : INDICES) {
      install(client, "/_index_template/" + name, shipped("index-" + name), own);
    }
    for (LogType type : indices.types()) {
      Integer shards = serverless ? null : indices.shardsByType().get(type.name());
      boolean plain =
          type.fields().isEmpty()
              && type.indexing().promoted().isEmpty()
              && !type.indexing().closed();
      if (type.formOf() == null && (!plain || shards != null)) {
        String name = "weir-" + type.name();
        component(client, name, TemplateForm.fields(type), own);
        install(
            client,
            "/_index_template/" + name,
            TemplateForm.index(type, List.of(SETTINGS, BASE, SCHEMA, name), shards),
            own);
      }
    }
    if (!own.isEmpty()) {
      log.info("left as they are, being none of Weir's: {}", own);
    }
  }

  private void component(SearchClient client, String name, ObjectNode content, List<String> own)
      throws IOException, RefusedException {
    install(client, "/_component_template/" + name, content, own);
  }

  private void install(SearchClient client, String path, ObjectNode content, List<String> own)
      throws IOException, RefusedException {
    String hash =
        new String(
            Hash.hex(content.toString().getBytes(StandardCharsets.UTF_8)),
            StandardCharsets.US_ASCII);
    HttpAnswer present = client.get(path);
    if (present.status() == 200) {
      JsonNode meta = meta(present);
      if (!meta.path("weir_version").isInt()) {
        own.add(path);
        return;
      }
      if (meta.path("weir_content").asText().equals(hash)
          || meta.path("weir_version").asInt() > VERSION) {
        return;
      }
    } else if (present.status() != 404) {
      throw new RefusedException("GET " + path, present);
    }
    content
        .putObject("_meta")
        .put("weir_version", VERSION)
        .put("weir_content", hash)
        .put("note", "Weir keeps this up to date; without weir_version it is yours");
    HttpAnswer answer = client.put(path, content.toString());
    if (answer.status() != 200) {
      throw new RefusedException("PUT " + path, answer);
    }
    log.info("{} {}", present.status() == 200 ? "updated" : "installed", path);
  }

  /** What an answer, which names one template, says of who installed it. */
  private static JsonNode meta(HttpAnswer present) throws IOException {
    JsonNode answer = JSON.readTree(present.body());
    JsonNode component = answer.path("component_templates").path(0).path("component_template");
    JsonNode index = answer.path("index_templates").path(0).path("index_template");
    return (component.isMissingNode() ? index : component).path("_meta");
  }

  private ObjectNode settings() throws IOException {
    return serverless
        ? TemplateForm.shipped("{\"template\":{}}")
        : shipped("component-weir-settings");
  }

  private ObjectNode shipped(String resource) throws IOException {
    try (InputStream json = Templates.class.getResourceAsStream(resource + ".json")) {
      if (json == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return TemplateForm.shipped(
          new String(json.readAllBytes(), StandardCharsets.UTF_8)
              .replace("${shards}", Integer.toString(indices.shards()))
              .replace("${replicas}", Integer.toString(indices.replicas()))
              .replace("${refresh}", indices.refresh().toMillis() + "ms"));
    }
  }
}
