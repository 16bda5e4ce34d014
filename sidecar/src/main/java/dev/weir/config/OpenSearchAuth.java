package dev.weir.config;

import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.Locale;

/** How weir proves to OpenSearch who it is. */
public sealed interface OpenSearchAuth {
  /** Not at all. */
  record None() implements OpenSearchAuth {}

  /** User and password. */
  record Basic(String user, Secret password) implements OpenSearchAuth {}

  /** AWS signatures, with the SDK's own chain of credentials. */
  record SigV4(String region, Service service) implements OpenSearchAuth {}

  /** The name that is signed. */
  enum Service {
    /** Amazon OpenSearch Service. */
    ES,
    /** Amazon OpenSearch Serverless, search collections only. */
    AOSS
  }

  /** The kinds as they stand in the file. */
  enum Kind {
    NONE,
    BASIC,
    SIGV4
  }

  /** Reads {@code auth:}. */
  static OpenSearchAuth read(Section section) {
    Kind kind = section.value("kind", Kind.NONE, Forms.choice(Kind.class));
    String user = section.optional("user", Forms.TEXT);
    Secret password = section.optional("password", SecretForm.of(section));
    String region = section.optional("region", kind == Kind.SIGV4 ? AwsNames.REGION : Forms.TEXT);
    Service service = section.optional("service", Forms.choice(Service.class));
    belongs(section, "user", kind, Kind.BASIC, true);
    belongs(section, "password", kind, Kind.BASIC, true);
    belongs(section, "region", kind, Kind.SIGV4, true);
    belongs(section, "service", kind, Kind.SIGV4, false);
    return switch (kind) {
      case NONE -> new None();
      case BASIC ->
          new Basic(user == null ? "" : user, password == null ? Secret.of("") : password);
      case SIGV4 -> new SigV4(region == null ? "" : region, service == null ? Service.ES : service);
    };
  }

  private static void belongs(Section section, String key, Kind kind, Kind owner, boolean needed) {
    String name = owner.name().toLowerCase(Locale.ROOT);
    if (kind != owner && section.has(key)) {
      section.problem(key, "a key of kind: " + name, "kind: " + name + ", or no " + key);
    }
    if (kind == owner && needed && !section.has(key)) {
      section.problem(key, "nothing", "a value, as kind is " + name);
    }
  }
}
