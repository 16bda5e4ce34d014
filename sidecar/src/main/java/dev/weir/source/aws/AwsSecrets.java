package dev.weir.source.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.weir.settings.AwsAccess;
import dev.weir.settings.SecretReference;
import dev.weir.settings.SecretSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/**
 * Fetches secrets of the configuration from Systems Manager and Secrets Manager, each once. Opens
 * nothing before the first. For one thread.
 */
public final class AwsSecrets implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final SecretSettings settings;
  private final Map<String, String> fetched = new HashMap<>();
  private @Nullable DefaultCredentialsProvider base;
  private @Nullable AwsClients clients;
  private @Nullable JsonCalls calls;

  /** Secrets that are reached in this way. */
  public AwsSecrets(SecretSettings settings) {
    this.settings = settings;
  }

  /**
   * The value of a secret.
   *
   * @param reference as {@link SecretReference} reads it
   * @throws IllegalArgumentException if it cannot be had; says why and what to do, and nothing of
   *     the value
   */
  public String fetch(String reference) {
    String known = fetched.get(reference);
    if (known != null) {
      return known;
    }
    SecretReference secret = SecretReference.parse(reference).orElseThrow();
    String value =
        switch (secret.place()) {
          case SSM -> parameter(secret);
          case SECRETS_MANAGER -> secret(secret);
        };
    fetched.put(reference, value);
    return value;
  }

  private String parameter(SecretReference reference) {
    String body =
        JSON.createObjectNode()
            .put("Name", reference.name())
            .put("WithDecryption", true)
            .toString();
    return text(
        ask(reference, settings.ssm(), "ssm", "AmazonSSM.GetParameter", body)
            .path("Parameter")
            .path("Value"),
        "a parameter with a value");
  }

  private String secret(SecretReference reference) {
    String body = JSON.createObjectNode().put("SecretId", reference.name()).toString();
    String value =
        text(
            ask(
                    reference,
                    settings.secretsManager(),
                    "secretsmanager",
                    "secretsmanager.GetSecretValue",
                    body)
                .path("SecretString"),
            "a secret that is text, not bytes");
    String key = reference.key();
    if (key == null) {
      return value;
    }
    return text(json(value).path(key), "a secret that is a JSON object with the key " + key);
  }

  /** Of what is no JSON, nothing: the exception holds a part of it, which may be secret. */
  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static String text(JsonNode node, String expected) {
    if (!node.isTextual()) {
      throw new IllegalArgumentException(expected);
    }
    return node.textValue();
  }

  private JsonNode ask(
      SecretReference reference, AwsAccess access, String service, String target, String body) {
    Optional<String> ofArn = reference.region();
    Region region =
        access.region() == null && ofArn.isPresent()
            ? Region.of(ofArn.get())
            : region(service, access);
    try {
      return json(calls().call(access, service, region, target, body));
    } catch (RefusedCallException e) {
      throw new IllegalArgumentException(
          "%s in %s to give it: %s; %s"
              .formatted(name(service), region, e.code(), advice(service, e)),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s to answer: %s; check the network, or name a VPC endpoint in secrets.%s.endpoint"
              .formatted(name(service), e.getMessage(), service),
          e);
    } catch (SdkException e) {
      throw new IllegalArgumentException("credentials of AWS for it: " + e.getMessage(), e);
    }
  }

  private static Region region(String service, AwsAccess access) {
    try {
      return AwsClients.region(access);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a region: set secrets.%s.region, or AWS_REGION".formatted(service), e);
    }
  }

  private static String name(String service) {
    return service.equals("ssm") ? "Systems Manager" : "Secrets Manager";
  }

  private static String advice(String service, RefusedCallException refused) {
    String right = service.equals("ssm") ? "ssm:GetParameter" : "secretsmanager:GetSecretValue";
    return switch (refused.code()) {
      case "AccessDeniedException", "AccessDenied", "KMSAccessDeniedException" ->
          "give Weir's role " + right + " on it, and kms:Decrypt on its key";
      case "ParameterNotFound", "ParameterVersionNotFound", "ResourceNotFoundException" ->
          "make it, or correct its name or the region";
      case "ExpiredTokenException", "UnrecognizedClientException", "InvalidSignatureException" ->
          "check the credentials and the clock of this host";
      default -> "try again later; if it stays, look the error up in the documentation of AWS";
    };
  }

  private JsonCalls calls() {
    JsonCalls open = calls;
    if (open == null) {
      base = DefaultCredentialsProvider.builder().build();
      clients = new AwsClients(base, 2);
      open = new JsonCalls(clients);
      calls = open;
    }
    return open;
  }

  @Override
  public void close() {
    if (calls != null) {
      calls.close();
    }
    if (clients != null) {
      clients.close();
    }
    if (base != null) {
      base.close();
    }
  }
}
