package dev.weir.lab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Several AWS accounts behind one endpoint (moto), for what the lab's S3 and SQS servers cannot do:
 * AssumeRole of STS, queues and buckets that belong to one account and are closed to the others,
 * versions, archive classes; also IAM, SNS, DynamoDB. All in memory. Thread-safe.
 */
public final class AwsAccounts {
  /** The account that the keys of {@link #endpoint()} belong to. */
  public static final String HOME = "123456789012";

  private static final JsonFactory JSON = new JsonFactory();

  private final AwsEndpoint endpoint;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ProcessHandle process;

  AwsAccounts(AwsEndpoint endpoint, ProcessHandle process) {
    this.endpoint = endpoint;
    this.process = process;
  }

  /** Their server's process, for who wants to see it or send it a signal. */
  public ProcessHandle process() {
    return process;
  }

  /** One for all services; its keys act for {@link #HOME}. */
  public AwsEndpoint endpoint() {
    return endpoint;
  }

  /** A client that acts for the account, as its root would. The caller closes it. */
  public S3Client s3(String account) {
    return S3Client.builder()
        .endpointOverride(endpoint.endpoint())
        .forcePathStyle(true)
        .region(Region.of(endpoint.region()))
        .credentialsProvider(credentials())
        .overrideConfiguration(actingFor(account))
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  /** A client that acts for the account, as its root would. The caller closes it. */
  public SqsClient sqs(String account) {
    return SqsClient.builder()
        .endpointOverride(endpoint.endpoint())
        .region(Region.of(endpoint.region()))
        .credentialsProvider(credentials())
        .overrideConfiguration(actingFor(account))
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  /** Begins to keep all requests to all accounts, forgetting those kept before. */
  public void record() {
    post("reset-recording");
    post("start-recording");
  }

  /** What came in since {@link #record()}, in order; keeps none after this. */
  public List<RecordedRequest> recorded() {
    post("stop-recording");
    return recordedSoFar();
  }

  /** What came in since {@link #record()}, in order; goes on keeping more. */
  public List<RecordedRequest> recordedSoFar() {
    String lines = send(recorder("download-recording").GET().build());
    return lines.lines().map(AwsAccounts::request).toList();
  }

  private void post(String action) {
    send(recorder(action).POST(HttpRequest.BodyPublishers.noBody()).build());
  }

  private HttpRequest.Builder recorder(String action) {
    return HttpRequest.newBuilder(URI.create(endpoint.endpoint() + "/moto-api/recorder/" + action));
  }

  private String send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new LabException(request.uri() + " answered " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new LabException("No answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("Interrupted at " + request.uri(), e);
    }
  }

  private static RecordedRequest request(String line) {
    Map<String, String> fields = new HashMap<>();
    Map<String, String> headers = new HashMap<>();
    try (JsonParser json = JSON.createParser(line)) {
      List<Map<String, String>> into = new ArrayList<>();
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        switch (token) {
          case START_OBJECT -> into.add(into.isEmpty() ? fields : headers);
          case END_OBJECT -> into.removeLast();
          case VALUE_STRING, VALUE_TRUE, VALUE_FALSE ->
              into.getLast().put(json.currentName(), json.getText());
          default -> {
            // Field names come with their values; there is nothing else.
          }
        }
      }
    } catch (IOException e) {
      throw new LabException("Not a recorded request: " + line, e);
    }
    String body = fields.getOrDefault("body", "");
    boolean encoded = Boolean.parseBoolean(fields.get("body_encoded"));
    return new RecordedRequest(
        fields.getOrDefault("method", ""),
        fields.getOrDefault("url", ""),
        headers,
        encoded ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8) : body);
  }

  /** The server's own way to act for an account without a role in it. */
  private static ClientOverrideConfiguration actingFor(String account) {
    return ClientOverrideConfiguration.builder().putHeader("x-moto-account-id", account).build();
  }

  private StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(endpoint.accessKey(), endpoint.secretKey()));
  }
}
