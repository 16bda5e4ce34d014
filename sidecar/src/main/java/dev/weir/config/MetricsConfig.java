package dev.weir.config;

import dev.weir.settings.Endpoint;
import dev.weir.settings.EndpointForms;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;

/**
 * The HTTP endpoints for metrics and health.
 *
 * @param enabled whether they are served
 * @param listen where
 */
public record MetricsConfig(boolean enabled, Endpoint.Tcp listen) {

  static MetricsConfig read(Section section) {
    return new MetricsConfig(
        section.value("enabled", true, Forms.BOOLEAN),
        section.value("listen", new Endpoint.Tcp("127.0.0.1", 9464), EndpointForms.TCP));
  }
}
