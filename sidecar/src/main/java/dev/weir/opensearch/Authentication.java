package dev.weir.opensearch;

import dev.weir.settings.AwsNames;
import dev.weir.settings.Secret;
import dev.weir.settings.SecretForm;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.Locale;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** How Weir proves who it is. No form of it ever prints its secrets. */
public sealed interface Authentication {
  /** Not at all. */
  record None() implements Authentication {}

  /** HTTP basic authentication (RFC 7617). */
  record Basic(String user, String password) implements Authentication {
    @Override
    public String toString() {
      return "Basic[user=" + user + ", password=***]";
    }
  }

  /**
   * Signature version 4, over https only.
   *
   * @param region the region in which the domain or collection lies
   * @param service {@code es} for a domain, {@code aoss} for a collection
   */
  record SigV4(String region, String service, AwsCredentialsProvider credentials)
      implements Authentication {
    public SigV4 {
      if (!service.equals("es") && !service.equals("aoss")) {
        throw new IllegalArgumentException("service is es or aoss, not " + service);
      }
    }

    /** Whether it is for a collection of Amazon OpenSearch Serverless. */
    public boolean serverless() {
      return service.equals("aoss");
    }

    @Override
    public String toString() {
      return "SigV4[region=" + region + ", service=" + service + "]";
    }
  }

  /** The kinds as they stand in the file. */
  enum Kind {
    NONE,
    BASIC,
    SIGV4
  }

  /** The name that is signed: Amazon OpenSearch Service, or search collections of Serverless. */
  enum Service {
    ES,
    AOSS
  }

  /** Reads {@code opensearch.auth}. AWS signatures have the SDK's own chain of credentials. */
  static Authentication read(Section section) {
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
      case BASIC -> new Basic(user == null ? "" : user, password == null ? "" : password.reveal());
      case SIGV4 ->
          new SigV4(
              region == null ? "" : region,
              (service == null ? Service.ES : service).name().toLowerCase(Locale.ROOT),
              DefaultCredentialsProvider.builder().build());
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
