package dev.weir.deploy.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.lab.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Requests on the wire as calls of IAM. Actions and resources are those of the Service
 * Authorization Reference, "Actions, resources, and condition keys for" Amazon S3, SQS, SNS,
 * DynamoDB, Security Token Service, Systems Manager and Secrets Manager; which rights an operation
 * of S3 needs stands in the S3 user guide, "Required permissions for Amazon S3 API operations". A
 * request that is not known here is an error: nothing passes unseen.
 */
final class ApiCalls {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TAG_KEY = Pattern.compile("<Key>([^<]*)</Key>");
  private static final Pattern TAG = Pattern.compile("<Key>([^<]*)</Key><Value>([^<]*)</Value>");

  private final String account;
  private final String region;

  ApiCalls(String account, String region) {
    this.account = account;
    this.region = region;
  }

  /** The calls of a request: CopyObject reads and writes. */
  List<ApiCall> of(RecordedRequest request) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(request.headers());
    String service = service(headers);
    return switch (service) {
      case "s3" -> s3(request, headers);
      case "sqs", "dynamodb", "ssm", "secretsmanager" -> json(service, request, headers);
      case "sns", "sts" -> form(service, request);
      default -> throw unknown(request);
    };
  }

  /** The signature names the service: {@code Credential=KEY/DATE/REGION/SERVICE/aws4_request}. */
  private static String service(Map<String, String> headers) {
    String[] scope = headers.getOrDefault("Authorization", "").split("/", -1);
    return scope.length < 5 ? "" : scope[3];
  }

  private List<ApiCall> s3(RecordedRequest request, Map<String, String> headers) {
    URI uri = URI.create(request.url());
    String[] path = uri.getRawPath().substring(1).split("/", 2);
    String bucket = path[0];
    String key = path.length > 1 ? decoded(path[1]) : "";
    Map<String, String> query = parameters(uri.getRawQuery());
    String version = query.get("versionId");
    String method = request.method();
    if (key.isEmpty()) {
      return List.of(bucket(request, bucket, query));
    }
    String resource = "arn:aws:s3:::" + bucket + "/" + key;
    String copied = headers.get("x-amz-copy-source");
    if (query.containsKey("uploads") || query.containsKey("uploadId")) {
      throw unknown(request);
    }
    if (query.containsKey("tagging")) {
      String verb =
          switch (method) {
            case "GET" -> "Get";
            case "PUT" -> "Put";
            default -> throw unknown(request);
          };
      String action = "s3:" + verb + (version == null ? "ObjectTagging" : "ObjectVersionTagging");
      ApiCall call = versioned(action, resource, version);
      return List.of(verb.equals("Put") ? tagged(call, request.body()) : call);
    }
    return switch (method) {
      case "GET", "HEAD" ->
          List.of(
              versioned(
                  version == null ? "s3:GetObject" : "s3:GetObjectVersion", resource, version));
      case "DELETE" ->
          List.of(
              versioned(
                  version == null ? "s3:DeleteObject" : "s3:DeleteObjectVersion",
                  resource,
                  version));
      case "PUT" ->
          copied == null
              ? List.of(call("s3:PutObject", resource, Map.of()))
              : copy(resource, copied);
      default -> throw unknown(request);
    };
  }

  private ApiCall bucket(RecordedRequest request, String bucket, Map<String, String> query) {
    String resource = "arn:aws:s3:::" + bucket;
    Map<String, Object> keys = new TreeMap<>();
    if (query.containsKey("prefix")) {
      keys.put("s3:prefix", query.get("prefix"));
    }
    if (query.containsKey("max-keys")) {
      keys.put("s3:max-keys", query.get("max-keys"));
    }
    return switch (request.method()) {
      case "HEAD" -> call("s3:ListBucket", resource, keys);
      case "GET" -> {
        if (query.containsKey("versions")) {
          yield call("s3:ListBucketVersions", resource, keys);
        }
        if (query.containsKey("versioning")) {
          yield call("s3:GetBucketVersioning", resource, keys);
        }
        if (query.containsKey("list-type")) {
          yield call("s3:ListBucket", resource, keys);
        }
        throw unknown(request);
      }
      default -> throw unknown(request);
    };
  }

  /** Tags are copied too, and then need their rights. */
  private List<ApiCall> copy(String to, String source) {
    String[] parts = source.split("\\?versionId=", 2);
    String from = "arn:aws:s3:::" + decoded(parts[0]).replaceFirst("^/", "");
    String version = parts.length > 1 ? parts[1] : null;
    String of = version == null ? "" : "Version";
    return List.of(
        versioned("s3:GetObject" + of, from, version),
        versioned("s3:GetObject" + of + "Tagging", from, version),
        call("s3:PutObject", to, Map.of()),
        call("s3:PutObjectTagging", to, Map.of()));
  }

  private ApiCall versioned(String action, String resource, @Nullable String version) {
    return call(action, resource, version == null ? Map.of() : Map.of("s3:VersionId", version));
  }

  private static ApiCall tagged(ApiCall call, String body) {
    ApiCall tagged = call;
    Matcher tag = TAG.matcher(body);
    while (tag.find()) {
      tagged = tagged.with("s3:RequestObjectTag/" + tag.group(1), tag.group(2));
    }
    return tagged.with(
        "s3:RequestObjectTagKeys",
        List.copyOf(
            new TreeSet<>(TAG_KEY.matcher(body).results().map(match -> match.group(1)).toList())));
  }

  /** JSON over HTTP: the header names the operation. */
  private List<ApiCall> json(String service, RecordedRequest request, Map<String, String> headers) {
    String target = headers.getOrDefault("X-Amz-Target", "");
    String operation = target.substring(target.indexOf('.') + 1);
    JsonNode body = tree(request.body());
    return switch (service + ":" + operation) {
      case "sqs:ReceiveMessage", "sqs:GetQueueAttributes" -> List.of(queue(operation, body));
      case "sqs:DeleteMessageBatch" -> List.of(queue("DeleteMessage", body));
      case "sqs:ChangeMessageVisibilityBatch" -> List.of(queue("ChangeMessageVisibility", body));
      case "dynamodb:PutItem" ->
          List.of(table(operation, body, body.at("/Item/EventId/S").asText()));
      case "dynamodb:UpdateItem" ->
          List.of(table(operation, body, body.at("/Key/EventId/S").asText()));
      case "ssm:GetParameter" ->
          List.of(
              call(
                  "ssm:GetParameter",
                  "arn:aws:ssm:%s:%s:parameter%s"
                      .formatted(region, account, body.path("Name").asText()),
                  Map.of()));
      case "secretsmanager:GetSecretValue" ->
          List.of(call("secretsmanager:GetSecretValue", body.path("SecretId").asText(), Map.of()));
      default -> throw unknown(request);
    };
  }

  private ApiCall queue(String operation, JsonNode body) {
    String url = body.path("QueueUrl").asText();
    String name = url.substring(url.lastIndexOf('/') + 1);
    return call(
        "sqs:" + operation, "arn:aws:sqs:%s:%s:%s".formatted(region, account, name), Map.of());
  }

  private ApiCall table(String operation, JsonNode body, String key) {
    return call(
        "dynamodb:" + operation,
        "arn:aws:dynamodb:%s:%s:table/%s"
            .formatted(region, account, body.path("TableName").asText()),
        Map.of("dynamodb:LeadingKeys", List.of(key)));
  }

  /** A form: {@code Action=Publish&TopicArn=...}. */
  private List<ApiCall> form(String service, RecordedRequest request) {
    Map<String, String> form = parameters(request.body());
    String operation = service + ":" + form.getOrDefault("Action", "");
    return switch (operation) {
      case "sns:Publish" -> List.of(call(operation, form.getOrDefault("TopicArn", ""), Map.of()));
      case "sts:AssumeRole" -> List.of(call(operation, form.getOrDefault("RoleArn", ""), Map.of()));
      // Needs no right: API reference of STS, GetCallerIdentity.
      case "sts:GetCallerIdentity" -> List.of();
      default -> throw unknown(request);
    };
  }

  /** With the keys that each request has: Weir speaks TLS to AWS, and all is of one account. */
  private ApiCall call(String action, String resource, Map<String, Object> own) {
    Map<String, Object> keys = new TreeMap<>(own);
    keys.put("aws:SecureTransport", "true");
    keys.put("aws:PrincipalAccount", account);
    keys.put("aws:ResourceAccount", account);
    if (action.startsWith("s3:")) {
      keys.put("s3:ResourceAccount", account);
      keys.put("s3:TlsVersion", "1.3");
    }
    return new ApiCall(action, resource, keys);
  }

  private static IllegalArgumentException unknown(RecordedRequest request) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(request.headers());
    return new IllegalArgumentException(
        "Weir makes a call that is not mapped to an action of IAM: add it to ApiCalls, to"
            + " ec2/iam and to docs/security.md: "
            + request.method().toUpperCase(Locale.ROOT)
            + " "
            + request.url()
            + " "
            + headers.getOrDefault("X-Amz-Target", "")
            + " "
            + request.body());
  }

  private static Map<String, String> parameters(@Nullable String encoded) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (encoded == null || encoded.isEmpty()) {
      return parameters;
    }
    List<String> pairs = new ArrayList<>(List.of(encoded.split("&", -1)));
    for (String pair : pairs) {
      String[] sides = pair.split("=", 2);
      parameters.put(decoded(sides[0]), sides.length > 1 ? decoded(sides[1]) : "");
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON: " + json, e);
    }
  }
}
