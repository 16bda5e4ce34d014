package dev.weir.sink;

import dev.weir.type.LogType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index templates that Weir's indices need. What is there already is left as it is: it may be
 * the operator's own.
 */
final class Templates {
  private static final Logger log = LoggerFactory.getLogger(OpenSearchSink.class);

  private static final String SETTINGS = "weir-settings";
  private static final String BASE = "weir-base";
  private static final String SCHEMA = "weir-ecs";

  private final SinkSettings settings;

  Templates(SinkSettings settings) {
    this.settings = settings;
  }

  /**
   * Installs what is missing.
   *
   * @throws IOException if OpenSearch could not be asked
   * @throws RefusedException if it refused
   */
  void install(SearchClient client) throws IOException, RefusedException {
    // The parts that others are composed of come first.
    component(client, SETTINGS, content("component-weir-settings"));
    component(client, BASE, content("component-weir-base"));
    component(client, SCHEMA, TemplateForm.schema());
    for (String name : List.of("weir", "weir-dead-letters", "weir-ledger")) {
      install(client, "/_index_template/" + name, content("index-" + name));
    }
    for (LogType type : settings.types()) {
      if (!type.fields().isEmpty() && type.formOf() == null) {
        String name = "weir-" + type.name();
        component(client, name, TemplateForm.fields(type));
        install(
            client,
            "/_index_template/" + name,
            TemplateForm.index(type, List.of(SETTINGS, BASE, SCHEMA, name)));
      }
    }
  }

  private void component(SearchClient client, String name, String content)
      throws IOException, RefusedException {
    install(client, "/_component_template/" + name, content);
  }

  private void install(SearchClient client, String path, String content)
      throws IOException, RefusedException {
    HttpAnswer present = client.get(path);
    if (present.status() == 200) {
      return;
    }
    if (present.status() != 404) {
      throw new RefusedException("GET " + path, present);
    }
    HttpAnswer answer = client.put(path, content);
    if (answer.status() != 200) {
      throw new RefusedException("PUT " + path, answer);
    }
    log.info("installed {}", path);
  }

  private String content(String resource) throws IOException {
    // A collection has no shards to set.
    if (settings.serverless() && resource.equals("component-weir-settings")) {
      return "{\"template\":{}}";
    }
    try (InputStream json = Templates.class.getResourceAsStream(resource + ".json")) {
      if (json == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return new String(json.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${shards}", Integer.toString(settings.shards()))
          .replace("${replicas}", Integer.toString(settings.replicas()))
          .replace("${refresh}", settings.refresh().toMillis() + "ms");
    }
  }
}
