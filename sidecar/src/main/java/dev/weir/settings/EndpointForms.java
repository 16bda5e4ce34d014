package dev.weir.settings;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** How endpoints are written. */
public final class EndpointForms {
  private EndpointForms() {}

  public static final Form<Endpoint.Tcp> TCP = Forms.text("`host:port`", EndpointForms::tcp);

  public static final Form<Endpoint> UNIX =
      Forms.text(
          "absolute path",
          text -> {
            // The kernel's limit for the path of a socket is 108 bytes with the closing zero.
            if (!text.startsWith("/") || text.getBytes(StandardCharsets.UTF_8).length > 107) {
              throw new IllegalArgumentException("an absolute path of at most 107 bytes");
            }
            return new Endpoint.Unix(Path.of(text));
          });

  private static Endpoint.Tcp tcp(String text) {
    String expected = "host:port such as 127.0.0.1:24224 or [::1]:24224";
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      throw new IllegalArgumentException(expected);
    }
    if (host.isBlank()) {
      throw new IllegalArgumentException(expected);
    }
    try {
      return new Endpoint.Tcp(host, Forms.number(0, 65_535).parse(text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(expected, e);
    }
  }
}
