package dev.weir.opensearch;

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

  /** Whether it is a collection of Amazon OpenSearch Serverless, which has no cluster to ask. */
  public boolean serverless() {
    return authentication instanceof Authentication.SigV4 aws && aws.serverless();
  }
}
