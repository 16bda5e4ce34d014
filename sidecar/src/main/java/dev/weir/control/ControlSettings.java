package dev.weir.control;

import dev.weir.settings.Endpoint;
import dev.weir.settings.EndpointForms;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The control service.
 *
 * @param enabled whether it is served
 * @param socket its Unix socket; null for {@link #DEFAULT_SOCKET} where its folder can be written
 */
public record ControlSettings(boolean enabled, @Nullable Path socket) {
  public static final Path DEFAULT_SOCKET = Path.of("/run/weir/control.sock");

  /** Reads the section {@code control}. */
  public static ControlSettings read(Section section) {
    boolean enabled = section.value("enabled", true, Forms.BOOLEAN);
    Endpoint socket = section.optional("socket", EndpointForms.UNIX);
    return new ControlSettings(enabled, socket instanceof Endpoint.Unix(Path path) ? path : null);
  }
}
