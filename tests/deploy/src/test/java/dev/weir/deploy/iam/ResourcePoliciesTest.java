package dev.weir.deploy.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.deploy.Tool;
import dev.weir.deploy.stack.Deployed;
import dev.weir.deploy.stack.Template;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may do what by the policies of the buckets, the queue and the topic of the stack. */
class ResourcePoliciesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String S3 = "s3.amazonaws.com";
  private static final String CLOUDTRAIL = "cloudtrail.amazonaws.com";
  private static final String OTHER_ACCOUNT = "444455556666";

  @Test
  void bucketsAreReachedByTlsOnly() throws IOException {
    Deployed logs = logs(Map.of());
    for (var each : logs.ofType("AWS::S3::BucketPolicy").entrySet()) {
      JsonNode properties = each.getValue().path("Properties");
      String object = "arn:aws:s3:::" + properties.path("Bucket").asText() + "/AWSLogs/a";
      ApiCall get =
          new ApiCall("s3:GetObject", object, Map.of("aws:SecureTransport", "true"))
              .with("s3:TlsVersion", "1.3");

      assertHost("Allowed", get, properties);
      assertHost("ExplicitlyDenied", get.with("aws:SecureTransport", "false"), properties);
    }
  }

  @Test
  void theTrailAloneWritesIntoTheBucketOfLogs() throws IOException {
    Deployed logs = logs(Map.of());
    JsonNode policy = logs.resource("LogBucketPolicy").path("Properties");
    String bucket = "arn:aws:s3:::" + policy.path("Bucket").asText();
    String trail = "arn:aws:cloudtrail:us-east-1:123456789012:trail/";
    ApiCall put =
        new ApiCall("s3:PutObject", bucket + "/AWSLogs/123456789012/CloudTrail/a", Map.of())
            .with("aws:SecureTransport", "true")
            .with("s3:x-amz-acl", "bucket-owner-full-control")
            .with("aws:SourceArn", trail + "weir");

    assertService("Allowed", put, CLOUDTRAIL, policy);
    assertService(
        "ImplicitlyDenied", put.with("aws:SourceArn", trail + "other"), CLOUDTRAIL, policy);
    assertService("ImplicitlyDenied", put.on(bucket + "/elsewhere"), CLOUDTRAIL, policy);
    assertService("ImplicitlyDenied", put, S3, policy);
  }

  @Test
  void theBucketsOfTheStackAloneFillTheQueue() throws IOException {
    Deployed logs = logs(Map.of());
    JsonNode policy = logs.resource("QueuePolicy").path("Properties");
    ApiCall send = announcement("sqs:SendMessage", logs.outputs().path("QueueArn").asText(), logs);

    assertService("Allowed", send, S3, policy);
    assertService(
        "ImplicitlyDenied", send.with("aws:SourceArn", "arn:aws:s3:::somebodys"), S3, policy);
    assertService("ImplicitlyDenied", send.with("aws:SourceAccount", OTHER_ACCOUNT), S3, policy);
    assertService("ImplicitlyDenied", send, "sns.amazonaws.com", policy);
    assertService("ExplicitlyDenied", send.with("aws:SecureTransport", "false"), S3, policy);
  }

  @Test
  void theBucketsOfTheStackAloneFillTheTopic() throws IOException {
    Deployed logs = logs(Map.of("Notification", "sns"));
    JsonNode policy = logs.resource("TopicPolicy").path("Properties");
    ApiCall publish = announcement("sns:Publish", policy.at("/Topics/0").asText(), logs);

    assertService("Allowed", publish, S3, policy);
    assertService("ImplicitlyDenied", publish.with("aws:SourceAccount", OTHER_ACCOUNT), S3, policy);

    ApiCall send =
        announcement("sqs:SendMessage", logs.outputs().path("QueueArn").asText(), logs)
            .with("aws:SourceArn", policy.at("/Topics/0").asText());
    JsonNode queue = logs.resource("QueuePolicy").path("Properties");
    assertService("Allowed", send, "sns.amazonaws.com", queue);
    assertService("ImplicitlyDenied", send, S3, queue);
  }

  private static ApiCall announcement(String action, String resource, Deployed logs) {
    return new ApiCall(action, resource, Map.of("aws:SecureTransport", "true"))
        .with("aws:SourceArn", logs.outputs().path("BucketArn").asText())
        .with("aws:SourceAccount", PolicySimulator.ACCOUNT);
  }

  private static Deployed logs(Map<String, String> parameters) {
    return Template.read(Tool.ROOT.resolve("ec2/logs.yaml")).deploy(parameters);
  }

  /** Of a host whose own policies allow everything. */
  private static void assertHost(String decision, ApiCall call, JsonNode properties)
      throws IOException {
    JsonNode all =
        JSON.readTree(
            """
            [{"Version": "2012-10-17",
              "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}]""");
    assertDecided(decision, call, PolicySimulator.HOST, all, properties);
  }

  private static void assertService(
      String decision, ApiCall call, String service, JsonNode properties) throws IOException {
    assertDecided(decision, call, service, JSON.createArrayNode(), properties);
  }

  private static void assertDecided(
      String decision, ApiCall call, String principal, JsonNode identity, JsonNode properties)
      throws IOException {
    PolicySimulator.Answer answer =
        PolicySimulator.open()
            .decide(List.of(call), principal, identity, properties.path("PolicyDocument"))
            .getFirst();
    assertEquals(decision, answer.decision(), () -> principal + ": " + answer);
  }
}
