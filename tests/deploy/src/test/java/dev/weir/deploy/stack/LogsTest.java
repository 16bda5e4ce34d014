package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What logs.yaml makes of buckets, trail and queue. */
class LogsTest {
  private static final String HOME = "123456789012";
  private static final Deployed LOGS = StackTemplates.with("logs", "TrailBucketName", "trail");
  private static final Set<String> BUCKETS =
      Set.of("LogBucket", "DeliveryBucket", "OutputBucket", "AccessLogBucket");

  @Test
  void everyBucketIsClosedVersionedEncryptedAndKept() {
    assertEquals(BUCKETS, LOGS.ofType("AWS::S3::Bucket").keySet());
    for (String id : BUCKETS) {
      JsonNode bucket = StackTemplates.properties(LOGS, id);
      assertEquals("Enabled", bucket.at("/VersioningConfiguration/Status").asText(), id);
      assertEquals(
          "BucketOwnerEnforced", bucket.at("/OwnershipControls/Rules/0/ObjectOwnership").asText());
      assertEquals(
          "AES256",
          bucket
              .at("/BucketEncryption/ServerSideEncryptionConfiguration/0")
              .at("/ServerSideEncryptionByDefault/SSEAlgorithm")
              .asText());
      for (String block :
          List.of(
              "BlockPublicAcls",
              "BlockPublicPolicy",
              "IgnorePublicAcls",
              "RestrictPublicBuckets")) {
        assertTrue(bucket.at("/PublicAccessBlockConfiguration/" + block).asBoolean(), id + block);
      }
      assertFalse(bucket.at("/LifecycleConfiguration/Rules").isEmpty(), id);
      assertEquals(!id.equals("AccessLogBucket"), bucket.has("LoggingConfiguration"), id);
      JsonNode policy = policy(LOGS, id + "Policy");
      JsonNode tls = StackTemplates.statement(policy, "TlsOnly");
      assertEquals("Deny", tls.path("Effect").asText(), id);
      assertEquals("false", tls.at("/Condition/Bool/aws:SecureTransport").asText(), id);
      assertEquals(2, tls.path("Resource").size(), id);
      for (String kept : List.of(id, id + "Policy")) {
        assertEquals("RetainExceptOnCreate", LOGS.resource(kept).path("DeletionPolicy").asText());
        assertEquals("Retain", LOGS.resource(kept).path("UpdateReplacePolicy").asText());
      }
    }
  }

  @Test
  void aKeyOpensToTheServicesThatNeedItAndStays() {
    Deployed logs =
        StackTemplates.with(
            "logs", "Encryption", "kms", "TrailBucketName", "trail", "Notification", "sns");
    JsonNode policy = StackTemplates.properties(logs, "Key").path("KeyPolicy");

    assertEquals(
        "arn:aws:cloudtrail:us-east-1:123456789012:trail/weir",
        condition(policy, "CloudTrailEncrypts", "StringEquals", "aws:SourceArn").first());
    assertEquals(
        Set.of("arn:aws:s3:::trail", "arn:aws:s3:::aws-waf-logs-weir-123456789012-us-east-1"),
        condition(policy, "BucketsAnnounceObjects", "ArnLike", "aws:SourceArn"));
    assertEquals(
        Set.of("kms:Decrypt", "kms:GenerateDataKey"),
        StackTemplates.texts(StackTemplates.statement(policy, "TopicFillsQueue").path("Action")));
    assertEquals("RetainExceptOnCreate", logs.resource("Key").path("DeletionPolicy").asText());
    for (String queue : List.of("Queue", "DeadLetterQueue")) {
      assertTrue(StackTemplates.properties(logs, queue).has("KmsMasterKeyId"), queue);
      assertFalse(StackTemplates.properties(logs, queue).has("SqsManagedSseEnabled"), queue);
      assertTrue(StackTemplates.properties(LOGS, queue).path("SqsManagedSseEnabled").asBoolean());
    }
    // Load balancers deliver into no bucket with a key.
    assertEquals(
        "AES256",
        StackTemplates.properties(logs, "DeliveryBucket")
            .at("/BucketEncryption/ServerSideEncryptionConfiguration/0")
            .at("/ServerSideEncryptionByDefault/SSEAlgorithm")
            .asText());
  }

  @Test
  void theTrailIsWholeAndOnlyItWritesIntoItsBucket() {
    JsonNode trail = StackTemplates.properties(LOGS, "CloudTrail");
    JsonNode policy = policy(LOGS, "LogBucketPolicy");

    for (String on :
        List.of(
            "IsLogging",
            "IsMultiRegionTrail",
            "IncludeGlobalServiceEvents",
            "EnableLogFileValidation")) {
      assertTrue(trail.path(on).asBoolean(), on);
    }
    assertFalse(trail.path("IsOrganizationTrail").asBoolean());
    assertEquals(1, trail.path("AdvancedEventSelectors").size());
    for (String sid : List.of("TrailAsksForTheBucket", "TrailWrites")) {
      assertEquals(
          Set.of("arn:aws:cloudtrail:us-east-1:123456789012:trail/weir"),
          condition(policy, sid, "StringEquals", "aws:SourceArn"));
    }
    assertEquals(
        Set.of("arn:aws:s3:::trail/AWSLogs/123456789012/*"),
        StackTemplates.texts(StackTemplates.statement(policy, "TrailWrites").path("Resource")));
  }

  @Test
  void dataEventsLeaveOutTheBucketsOfTheStack() {
    Deployed logs =
        StackTemplates.with(
            "logs", "S3DataEvents", "write", "LambdaDataEvents", "all", "TrailBucketName", "trail");
    JsonNode selectors =
        StackTemplates.properties(logs, "CloudTrail").path("AdvancedEventSelectors");
    JsonNode objects = selectors.path(1).path("FieldSelectors");

    assertEquals(3, selectors.size());
    assertEquals(
        Set.of(
            "arn:aws:s3:::trail/",
            "arn:aws:s3:::aws-waf-logs-weir-123456789012-us-east-1/",
            "arn:aws:s3:::weir-access-123456789012-us-east-1/",
            "arn:aws:s3:::weir-output-123456789012-us-east-1/"),
        StackTemplates.texts(objects.path(2).path("NotStartsWith")));
    assertEquals("readOnly", objects.path(3).path("Field").asText());
    assertEquals("AWS::Lambda::Function", selectors.at("/2/FieldSelectors/1/Equals/0").asText());
  }

  @Test
  void anOrganizationAndOtherTrailsMayWriteByChoice() {
    Deployed logs =
        StackTemplates.with(
            "logs",
            "Trail",
            "organization",
            "OrganizationId",
            "o-exampleorgid",
            "TrailBucketName",
            "trail",
            "OtherTrailArns",
            "arn:aws:cloudtrail:eu-west-1:444455556666:trail/all");
    JsonNode policy = policy(logs, "LogBucketPolicy");

    assertTrue(
        StackTemplates.properties(logs, "CloudTrail").path("IsOrganizationTrail").asBoolean());
    assertEquals(
        Set.of(
            "arn:aws:s3:::trail/AWSLogs/123456789012/*",
            "arn:aws:s3:::trail/AWSLogs/o-exampleorgid/*"),
        StackTemplates.texts(StackTemplates.statement(policy, "TrailWrites").path("Resource")));
    assertEquals(
        Set.of("arn:aws:cloudtrail:eu-west-1:444455556666:trail/all"),
        condition(policy, "OtherTrailsWrite", "StringEquals", "aws:SourceArn"));
    assertTrue(
        StackTemplates.statement(policy(LOGS, "LogBucketPolicy"), "OtherTrailsWrite")
            .isMissingNode());
  }

  @Test
  void wafFlowAndLoadBalancerLogsComeByTheirServices() {
    JsonNode policy = policy(LOGS, "DeliveryBucketPolicy");

    assertTrue(
        StackTemplates.properties(LOGS, "DeliveryBucket")
            .path("BucketName")
            .asText()
            .startsWith("aws-waf-logs-"));
    for (String sid : List.of("WafWrites", "FlowLogsWrite")) {
      JsonNode statement = StackTemplates.statement(policy, sid);
      assertEquals("delivery.logs.amazonaws.com", statement.at("/Principal/Service").asText());
      assertEquals(Set.of(HOME), condition(policy, sid, "StringEquals", "aws:SourceAccount"));
      assertEquals(
          Set.of("arn:aws:logs:*:123456789012:*"),
          condition(policy, sid, "ArnLike", "aws:SourceArn"));
    }
    assertEquals(
        "logdelivery.elasticloadbalancing.amazonaws.com",
        StackTemplates.statement(policy, "LoadBalancersWrite").at("/Principal/Service").asText());
    JsonNode none =
        policy(
            StackTemplates.with("logs", "WafLogs", "no", "AlbLogs", "no"), "DeliveryBucketPolicy");
    assertTrue(StackTemplates.statement(none, "WafWrites").isMissingNode());
    assertTrue(StackTemplates.statement(none, "LoadBalancersWrite").isMissingNode());
    assertFalse(StackTemplates.statement(none, "FlowLogsWrite").isMissingNode());
    assertEquals(
        Set.of("LogBucket", "OutputBucket", "AccessLogBucket"),
        StackTemplates.with("logs", "WafLogs", "no", "AlbLogs", "no", "FlowLogs", "no")
            .ofType("AWS::S3::Bucket")
            .keySet());
  }

  @Test
  void bucketsThatWeirReadsAnnounceObjectsAfterTheQueueAdmitsThem() {
    JsonNode policy = policy(LOGS, "QueuePolicy");

    for (String id : List.of("LogBucket", "DeliveryBucket")) {
      JsonNode announced =
          StackTemplates.properties(LOGS, id)
              .at("/NotificationConfiguration/QueueConfigurations/0");
      assertEquals("s3:ObjectCreated:*", announced.path("Event").asText());
      assertEquals(
          "arn:aws:sqs:us-east-1:123456789012:weir-objects", announced.path("Queue").asText());
      assertEquals("AWSLogs/", announced.at("/Filter/S3Key/Rules/0/Value").asText());
      assertTrue(
          StackTemplates.texts(LOGS.resource(id).path("DependsOn")).contains("QueuePolicy"), id);
    }
    for (String id : List.of("OutputBucket", "AccessLogBucket")) {
      assertFalse(StackTemplates.properties(LOGS, id).has("NotificationConfiguration"), id);
    }
    assertEquals(
        Set.of("arn:aws:s3:::trail", "arn:aws:s3:::aws-waf-logs-weir-123456789012-us-east-1"),
        condition(policy, "BucketsAnnounceObjects", "ArnEquals", "aws:SourceArn"));
    assertEquals(
        Set.of(HOME),
        condition(policy, "BucketsAnnounceObjects", "StringEquals", "aws:SourceAccount"));
    assertEquals("Deny", StackTemplates.statement(policy, "TlsOnly").path("Effect").asText());
  }

  @Test
  void aTopicFansOutByChoice() {
    Deployed logs = StackTemplates.with("logs", "Notification", "sns", "TrailBucketName", "trail");
    String topic = "arn:aws:sns:us-east-1:123456789012:weir-objects";

    assertEquals(
        topic,
        StackTemplates.properties(logs, "LogBucket")
            .at("/NotificationConfiguration/TopicConfigurations/0/Topic")
            .asText());
    assertEquals(
        Set.of(topic),
        condition(policy(logs, "QueuePolicy"), "TopicFillsQueue", "ArnEquals", "aws:SourceArn"));
    assertTrue(
        StackTemplates.statement(policy(logs, "QueuePolicy"), "BucketsAnnounceObjects")
            .isMissingNode());
    assertEquals(
        "arn:aws:sqs:us-east-1:123456789012:weir-objects-dead",
        StackTemplates.properties(logs, "QueueSubscription")
            .at("/RedrivePolicy/deadLetterTargetArn")
            .asText());
    assertTrue(logs.outputs().has("ObjectTopicArn"));
  }

  @Test
  void receivesAreCountedFromAttemptsAndHosts() {
    JsonNode counts = LOGS.template().document().at("/Mappings/ReceiveCount");
    TreeSet<String> hosts = new TreeSet<>();
    counts.fieldNames().forEachRemaining(hosts::add);

    assertEquals(
        StackTemplates.texts(LOGS.template().parameter("MaxHosts").path("AllowedValues")), hosts);
    for (String host : hosts) {
      for (String attempts :
          StackTemplates.texts(LOGS.template().parameter("ObjectAttempts").path("AllowedValues"))) {
        int product = Integer.parseInt(host) * Integer.parseInt(attempts);
        int count = counts.path(host).path(attempts).asInt();
        assertEquals(Math.min(1000, 4 * product), count, host + " hosts, " + attempts);
        assertTrue(count > product);
      }
    }
    JsonNode queue =
        StackTemplates.properties(StackTemplates.with("logs", "MaxHosts", "8"), "Queue");
    assertEquals(160, queue.at("/RedrivePolicy/maxReceiveCount").asInt());
    assertEquals(1_209_600, queue.path("MessageRetentionPeriod").asInt());
    assertEquals(
        "byQueue",
        StackTemplates.properties(LOGS, "DeadLetterQueue")
            .at("/RedriveAllowPolicy/redrivePermission")
            .asText());
  }

  @Test
  void bucketsOfOtherAccountsAnnounceByChoice() {
    Deployed logs =
        StackTemplates.with(
            "logs", "OtherBucketArns", "arn:aws:s3:::theirs", "OtherAccounts", "444455556666");

    JsonNode policy = policy(logs, "QueuePolicy");

    assertEquals(
        Set.of("arn:aws:s3:::theirs"),
        condition(policy, "OtherBucketsAnnounceObjects", "ArnEquals", "aws:SourceArn"));
    assertEquals(
        Set.of("444455556666"),
        condition(policy, "OtherBucketsAnnounceObjects", "StringEquals", "aws:SourceAccount"));
  }

  private static JsonNode policy(Deployed logs, String id) {
    return StackTemplates.properties(logs, id).path("PolicyDocument");
  }

  private static SortedSet<String> condition(
      JsonNode document, String sid, String operator, String key) {
    return StackTemplates.texts(
        StackTemplates.statement(document, sid).path("Condition").path(operator).path(key));
  }
}
