package dev.weir.telemetry;

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
public record MetricsSettings(boolean enabled, Endpoint.Tcp listen) {
  /** Reads the section {@code metrics}. */
  public static MetricsSettings read(Section section) {
    return new MetricsSettings(
        section.value("enabled", true, Forms.BOOLEAN),
        section.value("listen", new Endpoint.Tcp("127.0.0.1", 9464), EndpointForms.TCP));
  }
}
