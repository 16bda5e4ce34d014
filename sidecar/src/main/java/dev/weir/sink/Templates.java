package dev.weir.sink;

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

  /** The parts that the templates are composed of; they come first. */
  private static final List<String> COMPONENTS =
      List.of("weir-settings", "weir-base", "weir-aws.cloudtrail", "weir-aws.waf");

  private static final List<String> TEMPLATES =
      List.of("weir", "weir-aws.cloudtrail", "weir-aws.waf", "weir-dead-letters", "weir-ledger");

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
    for (String name : COMPONENTS) {
      install(client, "/_component_template/" + name, "component-" + name);
    }
    for (String name : TEMPLATES) {
      install(client, "/_index_template/" + name, "index-" + name);
    }
  }

  private void install(SearchClient client, String path, String resource)
      throws IOException, RefusedException {
    HttpAnswer present = client.get(path);
    if (present.status() == 200) {
      return;
    }
    if (present.status() != 404) {
      throw new RefusedException("GET " + path, present);
    }
    HttpAnswer answer = client.put(path, content(resource));
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
