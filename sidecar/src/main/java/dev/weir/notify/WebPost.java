package dev.weir.notify;

import dev.weir.feed.GuardedHosts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts to one URL. It follows no redirect, reads a few kilobytes of an answer, and gives up when
 * its time is over, wherever the other side holds it. Thread-safe.
 */
final class WebPost implements AutoCloseable {
  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final int ANSWER_BYTES = 4096;
  private static final int HEAD_LINE_BYTES = 8192;
  private static final int MOST_HEADERS = 100;
  private static final int AT_ONCE = 8;

  private final HookUrl url;
  private final Duration within;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CloseableHttpClient client;

  /**
   * Nothing is connected yet.
   *
   * @param within how long one post may take
   */
  WebPost(HookUrl url, Duration within) {
    this.url = url;
    this.within = within;
    this.client = client(url.privateAddresses(), Timeout.of(within));
  }

  private static CloseableHttpClient client(boolean privateAddresses, Timeout answer) {
    Http1Config bounds =
        Http1Config.custom()
            .setMaxLineLength(HEAD_LINE_BYTES)
            .setMaxHeaderCount(MOST_HEADERS)
            .build();
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new GuardedHosts(privateAddresses))
                .setConnectionFactory(
                    ManagedHttpClientConnectionFactory.builder().http1Config(bounds).build())
                .setMaxConnPerRoute(AT_ONCE)
                .setMaxConnTotal(AT_ONCE)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout((int) answer.toMilliseconds(), TimeUnit.MILLISECONDS)
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(answer)
                .setConnectionRequestTimeout(answer)
                .build())
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableAutomaticRetries()
        .disableContentCompression()
        .setUserAgent("weir")
        .build();
  }

  /**
   * Posts once.
   *
   * @throws IOException if there is no whole answer in time; nobody knows then whether it arrived
   */
  WebAnswer send(WebMessage message) throws IOException {
    HttpPost request = new HttpPost(url.uri());
    message.headers().forEach(request::setHeader);
    request.setEntity(new ByteArrayEntity(message.body(), ContentType.APPLICATION_JSON));
    Future<WebAnswer> answer = begin(request);
    try {
      return answer.get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      request.cancel();
      answer.cancel(true);
      throw new SocketTimeoutException("no whole answer within " + within.toSeconds() + " s");
    } catch (InterruptedException e) {
      request.cancel();
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Weir stops");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    }
  }

  private Future<WebAnswer> begin(HttpPost request) throws IOException {
    try {
      return threads.submit(() -> exchange(request));
    } catch (RejectedExecutionException e) {
      throw new IOException("Weir stops", e);
    }
  }

  private WebAnswer exchange(HttpPost request) throws IOException {
    ClassicHttpResponse answer = client.executeOpen(null, request, null);
    try {
      return new WebAnswer(
          answer.getCode(),
          header(answer, "Retry-After"),
          header(answer, "Location"),
          told(answer));
    } finally {
      request.cancel(); // Closing the answer would read the rest, however long that is.
    }
  }

  /**
   * What a host says beside its status. A yes needs no words: if the host took the message and then
   * held its answer, to send the message again would double it. Other words may break off.
   */
  private static String told(ClassicHttpResponse answer) {
    HttpEntity entity = answer.getEntity();
    boolean taken = answer.getCode() >= 200 && answer.getCode() < 300;
    if (taken || entity == null) {
      return "";
    }
    try {
      return new String(entity.getContent().readNBytes(ANSWER_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static String header(ClassicHttpResponse answer, String name) {
    Header header = answer.getFirstHeader(name);
    return header == null || header.getValue() == null ? "" : header.getValue();
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    threads.shutdownNow();
  }
}
