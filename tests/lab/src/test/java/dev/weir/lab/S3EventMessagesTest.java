package dev.weir.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class S3EventMessagesTest {
  private static final Instant TIME = Instant.parse("2026-03-01T10:15:30.123Z");
  private static final StoredObject VERSIONED =
      new StoredObject(
          "logs",
          "AWSLogs/day=01/a b+c_é.json.gz",
          1024,
          "d41d8cd98f00b204e9800998ecf8427e",
          "096fKKXTRTtl3on89fVO.nfljtsv6qko",
          TIME,
          "0055AED6DCD90281E5");
  private static final StoredObject PLAIN =
      new StoredObject(
          "logs", "plain.log", 7, "0cc175b9c0f1b6a831c399e269772661", null, TIME, "0055AED6DCD9");

  @Test
  void namesSeveralObjectsAsS3Does() {
    String message = S3EventMessages.created("eu-west-1", List.of(VERSIONED, PLAIN));

    String head =
        "{\"eventVersion\":\"2.1\",\"eventSource\":\"aws:s3\",\"awsRegion\":\"eu-west-1\","
            + "\"eventTime\":\"2026-03-01T10:15:30.123Z\",\"eventName\":\"ObjectCreated:Put\","
            + "\"userIdentity\":{\"principalId\":\"AWS:AIDAJDPLRKLG7UEXAMPLE\"},"
            + "\"requestParameters\":{\"sourceIPAddress\":\"127.0.0.1\"},"
            + "\"responseElements\":{\"x-amz-request-id\":\"C3D13FE58DE4C810\",\"x-amz-id-2\":"
            + "\"FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD\"},"
            + "\"s3\":{\"s3SchemaVersion\":\"1.0\",\"configurationId\":\"weir-lab\",\"bucket\":{"
            + "\"name\":\"logs\",\"ownerIdentity\":{\"principalId\":\"A3NL1KOZZKExample\"},"
            + "\"arn\":\"arn:aws:s3:::logs\"},\"object\":";
    assertEquals(
        "{\"Records\":["
            + head
            + "{\"key\":\"AWSLogs/day%3D01/a+b%2Bc_%C3%A9.json.gz\",\"size\":1024,"
            + "\"eTag\":\"d41d8cd98f00b204e9800998ecf8427e\","
            + "\"versionId\":\"096fKKXTRTtl3on89fVO.nfljtsv6qko\","
            + "\"sequencer\":\"0055AED6DCD90281E5\"}}},"
            + head
            + "{\"key\":\"plain.log\",\"size\":7,"
            + "\"eTag\":\"0cc175b9c0f1b6a831c399e269772661\",\"sequencer\":\"0055AED6DCD9\"}}}]}",
        message);
  }

  @Test
  void writesTheTestEventOfANewConfiguration() {
    String message = S3EventMessages.testEvent("logs", TIME);

    assertEquals(
        "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\","
            + "\"Time\":\"2026-03-01T10:15:30.123Z\",\"Bucket\":\"logs\","
            + "\"RequestId\":\"C3D13FE58DE4C810\",\"HostId\":"
            + "\"FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD\"}",
        message);
  }

  @Test
  void wrapsAMessageAsSnsDoes() {
    String message = S3EventMessages.snsWrapped("eu-west-1", "trail", TIME, "{\"Records\":[]}");

    assertEquals(
        "{\"Type\":\"Notification\",\"MessageId\":\"22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324\","
            + "\"TopicArn\":\"arn:aws:sns:eu-west-1:111122223333:trail\","
            + "\"Subject\":\"Amazon S3 Notification\",\"Message\":\"{\\\"Records\\\":[]}\","
            + "\"Timestamp\":\"2026-03-01T10:15:30.123Z\",\"SignatureVersion\":\"1\","
            + "\"Signature\":\"EXAMPLEw6JRNwm1LFQL4ICB0bnXrdB8ClRMTQFGBqwLpGbM78tJ4\","
            + "\"SigningCertURL\":\"https://sns.eu-west-1.amazonaws.com/"
            + "SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96.pem\","
            + "\"UnsubscribeURL\":\"https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe"
            + "&SubscriptionArn=arn:aws:sns:eu-west-1:111122223333:trail"
            + ":c9135db0-26c4-47ec-8998-413945fb5a96\"}",
        message);
  }

  @Test
  void leavesKeysAsTheyAreForEventBridge() {
    String message = S3EventMessages.eventBridge("eu-west-1", VERSIONED);

    assertEquals(
        "{\"version\":\"0\",\"id\":\"17793124-05d4-b198-2fde-7ededc63b103\","
            + "\"detail-type\":\"Object Created\",\"source\":\"aws.s3\","
            + "\"account\":\"111122223333\",\"time\":\"2026-03-01T10:15:30Z\","
            + "\"region\":\"eu-west-1\",\"resources\":[\"arn:aws:s3:::logs\"],"
            + "\"detail\":{\"version\":\"0\",\"bucket\":{\"name\":\"logs\"},"
            + "\"object\":{\"key\":\"AWSLogs/day=01/a b+c_é.json.gz\",\"size\":1024,"
            + "\"etag\":\"d41d8cd98f00b204e9800998ecf8427e\","
            + "\"version-id\":\"096fKKXTRTtl3on89fVO.nfljtsv6qko\","
            + "\"sequencer\":\"0055AED6DCD90281E5\"},\"request-id\":\"C3D13FE58DE4C810\","
            + "\"requester\":\"111122223333\",\"source-ip-address\":\"127.0.0.1\","
            + "\"reason\":\"PutObject\"}}",
        message);
  }
}
