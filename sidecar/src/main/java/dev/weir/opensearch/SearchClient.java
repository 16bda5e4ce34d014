package dev.weir.opensearch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;

/**
 * Requests to OpenSearch as Weir makes them: raw bytes out, status and bytes back. Every answer is
 * a value; only its absence is an exception.
 */
public final class SearchClient implements AutoCloseable {
  private static final String JSON = "application/json";
  private static final List<Map.Entry<String, String>> PLAIN = List.of();
  private static final List<Map.Entry<String, String>> GZIP =
      List.of(Map.entry("Content-Encoding", "gzip"));

  private final OpenSearchTransport transport;
  private final OpenSearchGenericClient client;
  private final Map<String, String> bulkParameters;

  private SearchClient(OpenSearchTransport transport, boolean serverless) {
    this.transport = transport;
    this.client = new OpenSearchGenericClient(transport);
    String filter = "errors,error.type,items.*.status,items.*.error.type,items.*.error.reason";
    // A shard that is away answers within half the usual time-out, as an item and not as silence.
    this.bulkParameters =
        serverless
            ? Map.of("filter_path", filter)
            : Map.of("filter_path", filter, "timeout", "30s");
  }

  /**
   * A client of its own, which connects when it is first used.
   *
   * @throws IllegalArgumentException if the certificates of the settings cannot be read
   */
  public static SearchClient of(OpenSearchSettings settings) {
    return new SearchClient(Transports.of(settings), settings.serverless());
  }

  /**
   * Sends a bulk request.
   *
   * @param gzip whether the body is compressed
   * @throws NotSentException if it cannot have reached the server
   * @throws IOException if no whole answer came; the server may have done any part of it
   */
  public HttpAnswer bulk(LineBody body, boolean gzip) throws IOException {
    return execute("POST", "/_bulk", bulkParameters, gzip ? GZIP : PLAIN, body);
  }

  public HttpAnswer get(String path) throws IOException {
    return execute("GET", path, Map.of(), PLAIN, null);
  }

  public HttpAnswer delete(String path) throws IOException {
    return execute("DELETE", path, Map.of(), PLAIN, null);
  }

  public HttpAnswer post(String path) throws IOException {
    return execute("POST", path, Map.of(), PLAIN, null);
  }

  public HttpAnswer post(String path, Map<String, String> parameters, byte[] json)
      throws IOException {
    return execute("POST", path, parameters, PLAIN, Body.from(json, JSON));
  }

  public HttpAnswer put(String path, String json) throws IOException {
    return put(path, Map.of(), json);
  }

  public HttpAnswer put(String path, Map<String, String> parameters, String json)
      throws IOException {
    Body body = Body.from(json.getBytes(StandardCharsets.UTF_8), JSON);
    return execute("PUT", path, parameters, PLAIN, body);
  }

  public HttpAnswer post(String path, String json) throws IOException {
    Body body = Body.from(json.getBytes(StandardCharsets.UTF_8), JSON);
    return execute("POST", path, Map.of(), PLAIN, body);
  }

  private HttpAnswer execute(
      String method,
      String path,
      Map<String, String> parameters,
      List<Map.Entry<String, String>> headers,
      @Nullable Body body)
      throws IOException {
    try (Response response =
        client.execute(Requests.create(method, path, headers, parameters, body))) {
      byte[] answer = response.getBody().map(Body::bodyAsBytes).orElseGet(() -> new byte[0]);
      return new HttpAnswer(response.getStatus(), answer);
    } catch (ConnectException | UnknownHostException | HttpConnectTimeoutException none) {
      throw new NotSentException(none);
    } catch (RuntimeException failure) {
      // The signer and the SDK's client report failed requests this way.
      throw new IOException(failure.getClass().getSimpleName(), failure);
    }
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
