package dev.weir.settings;

import dev.weir.yaml.Section;

/** The two keys that name a socket, of which a section has exactly one. */
public final class EndpointKeys {
  private EndpointKeys() {}

  public static Endpoint read(Section section) {
    Endpoint unix = section.optional("unix", EndpointForms.UNIX);
    Endpoint tcp = section.optional("tcp", EndpointForms.TCP);
    if (section.present() && section.has("unix") == section.has("tcp")) {
      section.problem(
          section.has("unix") ? "unix and tcp" : "neither unix nor tcp",
          "unix: /path/of/socket or tcp: host:port");
    }
    if (unix != null) {
      return unix;
    }
    return tcp != null ? tcp : new Endpoint.Tcp("127.0.0.1", 0);
  }
}
