package dev.weir.settings;

import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS as a client.
 *
 * @param ca certificates (PEM) to trust; null for those of the JDK
 * @param insecure any certificate will do
 */
public record TlsTrust(@Nullable Path ca, boolean insecure) {

  public static @Nullable TlsTrust read(Section section) {
    Path ca = section.optional("ca", section.fileOfHost());
    boolean insecure = section.value("insecure", false, Forms.BOOLEAN);
    boolean on = section.value("enabled", section.present(), Forms.BOOLEAN);
    return on ? new TlsTrust(ca, insecure) : null;
  }
}
