package dev.weir.opensearch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonpMapper;
import org.opensearch.client.json.jackson.JacksonJsonpMapper;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.transport.Endpoint;
import org.opensearch.client.transport.GenericEndpoint;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.TransportOptions;

/**
 * Carries generic requests over the JDK's HTTP client. The client's own transport copies a body
 * three times and sends it in pieces of 8 KiB, which costs more than all else that the sink does.
 */
final class JdkTransport implements OpenSearchTransport {
  private final HttpClient client;
  private final String endpoint;
  private final @Nullable String authorization;
  private final Duration timeout;
  private final long answerBytesLimit;
  private final JsonpMapper mapper = new JacksonJsonpMapper();
  private final TransportOptions options = TransportOptions.builder().build();

  /**
   * @param authorization the value of the header of that name, or null
   * @param timeout from the first byte sent to the last byte received
   * @param answerBytesLimit a longer answer counts as none
   */
  JdkTransport(
      HttpClient client,
      URI endpoint,
      @Nullable String authorization,
      Duration timeout,
      long answerBytesLimit) {
    this.client = client;
    this.endpoint = endpoint.toString().replaceAll("/+$", "");
    this.authorization = authorization;
    this.timeout = timeout;
    this.answerBytesLimit = answerBytesLimit;
  }

  @Override
  public <RequestT, ResponseT, ErrorT> ResponseT performRequest(
      RequestT request,
      Endpoint<RequestT, ResponseT, ErrorT> endpoint,
      @Nullable TransportOptions given)
      throws IOException {
    if (!(endpoint instanceof GenericEndpoint<?, ?>) || !(request instanceof Request raw)) {
      throw new IllegalArgumentException("only generic requests are carried: " + endpoint);
    }
    @SuppressWarnings("unchecked") // its answer is the endpoint's, whatever its errors are
    GenericEndpoint<RequestT, ResponseT> generic = (GenericEndpoint<RequestT, ResponseT>) endpoint;
    BodyPublisher publisher = publisher(raw.getBody().orElse(null));
    HttpResponse<byte[]> answer;
    try {
      answer = exchange(request(raw, endpoint.headers(request), publisher));
    } finally {
      if (publisher instanceof ArrayPublisher ours) {
        ours.revoke();
      }
    }
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    answer
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(v -> headers.add(Map.entry(name, v))));
    return generic.responseDeserializer(
        answer.uri().toString(),
        raw.getMethod(),
        "HTTP/1.1",
        answer.statusCode(),
        "",
        headers,
        answer.headers().firstValue("Content-Type").orElse(null),
        new ByteArrayInputStream(answer.body()));
  }

  private HttpRequest request(
      Request request, Map<String, String> headers, BodyPublisher publisher) {
    String query =
        request.getParameters().entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    String uri = endpoint + request.getEndpoint() + (query.isEmpty() ? "" : "?" + query);
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(uri)).timeout(timeout);
    headers.forEach(builder::setHeader);
    if (authorization != null) {
      builder.setHeader("Authorization", authorization);
    }
    request.getBody().ifPresent(body -> builder.setHeader("Content-Type", body.contentType()));
    return builder.method(request.getMethod(), publisher).build();
  }

  private static BodyPublisher publisher(@Nullable Body body) {
    return switch (body) {
      case null -> BodyPublishers.noBody();
      case LineBody ours -> new ArrayPublisher(ours.array(), ours.length());
      default -> BodyPublishers.ofByteArray(body.bodyAsBytes());
    };
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), answerBytesLimit));
    try {
      // The request's own time-out ends with the answer's headers; this one covers its body too.
      return pending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      pending.cancel(true);
      throw new HttpTimeoutException("no whole answer within " + timeout);
    } catch (InterruptedException interrupt) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IOException(failure.getCause());
    }
  }

  @Override
  public <RequestT, ResponseT, ErrorT> CompletableFuture<ResponseT> performRequestAsync(
      RequestT request,
      Endpoint<RequestT, ResponseT, ErrorT> endpoint,
      @Nullable TransportOptions given) {
    // The interface asks for it. All of Weir's requests wait for their answers, on threads that
    // may.
    return CompletableFuture.failedFuture(new UnsupportedOperationException("not used"));
  }

  @Override
  public JsonpMapper jsonpMapper() {
    return mapper;
  }

  @Override
  public TransportOptions options() {
    return options;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
