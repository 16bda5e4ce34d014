package dev.weir.sink;

import dev.weir.units.ByteSize;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the sink is told.
 *
 * @param endpoint scheme, host and port; a path is put before each request's own
 * @param authentication how it proves who it is
 * @param certificateAuthority certificates in PEM form to trust in place of the JDK's, or null
 * @param insecure accepts any certificate; for a laptop
 * @param senders how many bulk requests go out at once, each on a connection of its own
 * @param bulkBytes the size at which a request is full; a larger document goes alone
 * @param queueBytes how much may be written and without an outcome before writers have to wait; at
 *     least two requests for each sender, to which a smaller value is raised
 * @param linger how long a request waits for more while there is little to send
 * @param connectTimeout for a connection to be made
 * @param requestTimeout from the request's first byte to the answer's last
 * @param firstBackoff the upper bound of the wait before a second try; it doubles
 * @param lastBackoff where doubling ends
 * @param drain how long closing may take
 * @param gzip compresses requests, where the network costs more than the processor
 * @param templates installs missing index templates at start
 * @param indices what indices are made like, for the templates
 * @param letters what dead letters are made with
 */
public record SinkSettings(
    URI endpoint,
    Authentication authentication,
    @Nullable Path certificateAuthority,
    boolean insecure,
    int senders,
    ByteSize bulkBytes,
    ByteSize queueBytes,
    Duration linger,
    Duration connectTimeout,
    Duration requestTimeout,
    Duration firstBackoff,
    Duration lastBackoff,
    Duration drain,
    boolean gzip,
    boolean templates,
    IndexSettings indices,
    LetterSettings letters) {
  private static final ByteSize QUEUE_BYTES = ByteSize.ofMiB(64);

  public SinkSettings {
    if (endpoint.getHost() == null) {
      throw new IllegalArgumentException("the endpoint has no host: " + endpoint);
    }
    if (senders < 1) {
      throw new IllegalArgumentException("senders is at least 1, not " + senders);
    }
    ByteSize least = new ByteSize(2 * bulkBytes.bytes() * senders);
    queueBytes = queueBytes.compareTo(least) < 0 ? least : queueBytes;
    if (authentication instanceof Authentication.SigV4
        && !"https".equalsIgnoreCase(endpoint.getScheme())) {
      throw new IllegalArgumentException("SigV4 needs an https endpoint, not " + endpoint);
    }
  }

  /** The defaults for everything but the address. */
  public static SinkSettings of(URI endpoint) {
    return new SinkSettings(
        endpoint,
        new Authentication.None(),
        null,
        false,
        2,
        ByteSize.ofMiB(5),
        QUEUE_BYTES,
        Duration.ofMillis(100),
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        Duration.ofMillis(500),
        Duration.ofSeconds(30),
        Duration.ofSeconds(20),
        false,
        true,
        IndexSettings.DEFAULT,
        LetterSettings.DEFAULT);
  }

  boolean serverless() {
    return authentication instanceof Authentication.SigV4 aws && aws.serverless();
  }
}
