package dev.weir.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A list at a URL. It goes to the host that was configured and to no other, whatever that host
 * answers, and unless allowed to no address that is private, so that a list is no way into the
 * network that Weir runs in. An ETag or Last-Modified tells whether it changed; without both it is
 * read each time.
 */
public final class HttpSource implements ListSource {
  private static final Timeout CONNECT = Timeout.ofSeconds(10);
  private static final Timeout ANSWER = Timeout.ofSeconds(30);
  private static final int MOST_REDIRECTS = 5;
  private static final String ETAG = "etag ";
  private static final String DATE = "date ";

  private final URI url;
  private final boolean privateAddresses;

  /**
   * A list at this address.
   *
   * @param privateAddresses whether the host may be in a private network, or this machine
   */
  public HttpSource(URI url, boolean privateAddresses) {
    this.url = url;
    this.privateAddresses = privateAddresses;
  }

  @Override
  public @Nullable ListContent open(@Nullable String version) throws IOException {
    CloseableHttpClient client = client();
    try {
      URI at = url;
      for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
        ClassicHttpResponse answer = client.executeOpen(null, request(at, version), null);
        int status = answer.getCode();
        if (status == 200) {
          ListContent content = content(client, answer);
          client = null;
          return content;
        }
        answer.close();
        if (status == 304) {
          return null;
        }
        at = next(at, status, answer.getFirstHeader("Location"));
      }
      throw new IOException("it redirects more than " + MOST_REDIRECTS + " times");
    } finally {
      if (client != null) {
        client.close();
      }
    }
  }

  private CloseableHttpClient client() {
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new GuardedHosts(privateAddresses))
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout((int) ANSWER.toMilliseconds(), TimeUnit.MILLISECONDS)
                        .build())
                .build())
        .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(ANSWER).build())
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableAutomaticRetries()
        .setUserAgent("weir")
        .build();
  }

  private static HttpGet request(URI at, @Nullable String version) {
    HttpGet request = new HttpGet(at);
    if (version != null && version.startsWith(ETAG)) {
      request.setHeader("If-None-Match", version.substring(ETAG.length()));
    } else if (version != null && version.startsWith(DATE)) {
      request.setHeader("If-Modified-Since", version.substring(DATE.length()));
    }
    return request;
  }

  /** Where a redirect leads, if that is on the same host in the same way. */
  private URI next(URI at, int status, @Nullable Header location) throws IOException {
    if (status < 300 || status > 399 || location == null) {
      throw new IOException("the host answers with status " + status);
    }
    URI to;
    try {
      to = at.resolve(location.getValue());
    } catch (IllegalArgumentException e) {
      throw new IOException("the host redirects to what is no URL", e);
    }
    boolean same =
        url.getScheme().equalsIgnoreCase(to.getScheme())
            && url.getHost().equalsIgnoreCase(to.getHost())
            && url.getPort() == to.getPort();
    if (!same) {
      throw new IOException(
          "the host redirects elsewhere, to " + to.getScheme() + "://" + to.getHost());
    }
    return to;
  }

  private static ListContent content(CloseableHttpClient client, ClassicHttpResponse answer)
      throws IOException {
    HttpEntity entity = answer.getEntity();
    InputStream bytes = entity == null ? InputStream.nullInputStream() : entity.getContent();
    return new ListContent(
        version(answer),
        new FilterInputStream(bytes) {
          @Override
          public void close() {
            // Not the entity: closing that would read the rest of it.
            client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
          }
        });
  }

  private static String version(ClassicHttpResponse answer) {
    Header etag = answer.getFirstHeader("ETag");
    Header date = answer.getFirstHeader("Last-Modified");
    return etag != null ? ETAG + etag.getValue() : date != null ? DATE + date.getValue() : "";
  }
}
