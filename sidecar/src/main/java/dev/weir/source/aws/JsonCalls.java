package dev.weir.source.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.settings.AwsAccess;
import dev.weir.thread.Backoff;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Calls of AWS's JSON protocol, for services of which two calls are not worth a module of the SDK.
 * Signed by the SDK, tried three times. For one thread.
 */
final class JsonCalls implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int ATTEMPTS = 3;
  private static final int MAX_ANSWER_BYTES = 256 << 10;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(5);

  private final AwsClients clients;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final Backoff backoff = Backoff.spread(Duration.ofMillis(200), Duration.ofSeconds(2));
  private final SdkHttpClient http =
      Apache5HttpClient.builder()
          .connectionTimeout(CONNECT_TIMEOUT)
          .socketTimeout(SOCKET_TIMEOUT)
          .build();

  /** Calls with the credentials that these clients have. */
  JsonCalls(AwsClients clients) {
    this.clients = clients;
  }

  /**
   * Calls.
   *
   * @param service its name in signatures and host names
   * @param target the operation, with the prefix of its service
   * @return the answer's JSON
   * @throws RefusedCallException if AWS answers with an error
   * @throws IOException if there is no answer
   */
  String call(AwsAccess access, String service, Region region, String target, String body)
      throws IOException {
    AwsCredentials credentials = clients.credentials(access).resolveCredentials();
    URI endpoint = access.endpoint() == null ? endpoint(service, region) : access.endpoint();
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", target)
            .build();
    ContentStreamProvider content = ContentStreamProvider.fromUtf8String(body);
    for (int attempt = 1; true; attempt++) {
      SignedRequest signed =
          signer.sign(
              what ->
                  what.identity(credentials)
                      .request(request)
                      .payload(content)
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                      .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
      try {
        return send(signed);
      } catch (RefusedCallException e) {
        if (attempt == ATTEMPTS || !isPassing(e.code())) {
          throw e;
        }
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new IOException("no answer from " + endpoint + " (" + reason(e) + ")", e);
        }
      }
      pause(attempt);
    }
  }

  private static URI endpoint(String service, Region region) {
    return URI.create(
        "https://%s.%s.%s".formatted(service, region, PartitionMetadata.of(region).dnsSuffix()));
  }

  private String send(SignedRequest signed) throws IOException {
    HttpExecuteResponse response =
        http.prepareRequest(
                HttpExecuteRequest.builder()
                    .request(signed.request())
                    .contentStreamProvider(signed.payload().orElse(null))
                    .build())
            .call();
    String answer = read(response);
    int status = response.httpResponse().statusCode();
    if (status != 200) {
      throw new RefusedCallException(code(answer, status));
    }
    return answer;
  }

  private static String read(HttpExecuteResponse response) throws IOException {
    try (InputStream body = response.responseBody().orElseGet(AbortableInputStream::createEmpty)) {
      return new String(body.readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8);
    }
  }

  /** The error's name, without the namespace in front of it. */
  private static String code(String answer, int status) {
    String type = "";
    try {
      type = JSON.readTree(answer).path("__type").asText();
    } catch (JsonProcessingException e) {
      // Not of AWS itself: the status has to do.
    }
    String code = type.substring(type.indexOf('#') + 1);
    return code.matches("[A-Za-z]{1,64}") ? code : "HTTP status " + status;
  }

  private static boolean isPassing(String code) {
    return code.matches("HTTP status (429|5..)")
        || code.startsWith("Throttling")
        || code.startsWith("InternalS")
        || code.equals("ServiceUnavailableException");
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private void pause(int attempt) throws IOException {
    try {
      backoff.sleep(attempt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
