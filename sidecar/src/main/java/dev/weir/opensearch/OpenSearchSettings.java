package dev.weir.opensearch;

import dev.weir.settings.Endpoint;
import dev.weir.yaml.Durations;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How OpenSearch is spoken to.
 *
 * @param endpoint scheme, host and port; a path is put before each request's own
 * @param authentication how the client proves who it is
 * @param certificateAuthority certificates in PEM form to trust in place of the JDK's, or null
 * @param insecure accepts any certificate; for a laptop
 * @param connections how many bulk requests go out at once, each on a connection of its own
 * @param connectTimeout for a connection to be made
 * @param requestTimeout from the request's first byte to the answer's last
 * @param firstBackoff the upper bound of the wait before a second try; it doubles
 * @param lastBackoff where doubling ends
 * @param gzip compresses requests, where the network costs more than the processor
 */
public record OpenSearchSettings(
    URI endpoint,
    Authentication authentication,
    @Nullable Path certificateAuthority,
    boolean insecure,
    int connections,
    Duration connectTimeout,
    Duration requestTimeout,
    Duration firstBackoff,
    Duration lastBackoff,
    boolean gzip) {

  public OpenSearchSettings {
    if (endpoint.getHost() == null) {
      throw new IllegalArgumentException("the endpoint has no host: " + endpoint);
    }
    if (connections < 1) {
      throw new IllegalArgumentException("connections is at least 1, not " + connections);
    }
    if (authentication instanceof Authentication.SigV4
        && !"https".equalsIgnoreCase(endpoint.getScheme())) {
      throw new IllegalArgumentException("SigV4 needs an https endpoint, not " + endpoint);
    }
  }

  /** The defaults for everything but the address. */
  public static OpenSearchSettings of(URI endpoint) {
    return new OpenSearchSettings(
        endpoint,
        new Authentication.None(),
        null,
        false,
        2,
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        Duration.ofMillis(500),
        Duration.ofSeconds(30),
        false);
  }

  /** Reads the section {@code opensearch}, which says more: of bulk requests and of indices. */
  public static OpenSearchSettings read(Section section) {
    URI given = section.optional("url", Forms.HTTP_URL);
    URI url = given == null ? URI.create("http://127.0.0.1:9200") : given;
    Section signing = section.section("auth");
    OpenSearchSettings defaults = of(url);
    Authentication auth = Authentication.read(signing);
    Path ca = section.optional("ca", section.fileOfHost());
    boolean insecure = section.value("insecure", false, Forms.BOOLEAN);
    boolean plain = "http".equals(url.getScheme());
    boolean local = new Endpoint.Tcp(url.getHost().replaceAll("[\\[\\]]", ""), 0).local();
    if (plain && !local && auth instanceof Authentication.Basic && !insecure) {
      section.problem("url", "a password over plain http", "https, or insecure: true");
    }
    if (insecure && ca != null) {
      section.problem("insecure", "'true' beside ca", "one of the two");
    }
    if (auth instanceof Authentication.SigV4 aws) {
      checkService(signing, url.getHost(), aws);
      if (plain) {
        section.problem("url", "http with auth kind sigv4", "https");
        auth = defaults.authentication();
      }
    }
    return new OpenSearchSettings(
        url,
        auth,
        ca,
        insecure,
        section.value("connections", defaults.connections(), Forms.number(1, 64)),
        defaults.connectTimeout(),
        section.value("request_timeout", Durations.parse("1m"), Forms.duration("1s", "10m")),
        defaults.firstBackoff(),
        defaults.lastBackoff(),
        section.value("gzip", false, Forms.BOOLEAN));
  }

  /** The host of a domain, and that of a collection, say which of the two it is. */
  private static void checkService(Section signing, String host, Authentication.SigV4 aws) {
    boolean collection = host.matches(".+\\.aoss\\.amazonaws\\.com(\\.cn)?");
    boolean domain = host.matches(".+\\.es\\.amazonaws\\.com(\\.cn)?|.+\\.aos\\..+\\.on\\.aws");
    if (collection && !aws.serverless()) {
      signing.problem("service", "es with a host of OpenSearch Serverless", "aoss");
    }
    if (domain && aws.serverless()) {
      signing.problem("service", "aoss with a host of OpenSearch Service", "es");
    }
  }

  /** Whether it is a collection of Amazon OpenSearch Serverless, which has no cluster to ask. */
  public boolean serverless() {
    return authentication instanceof Authentication.SigV4 aws && aws.serverless();
  }
}
