package dev.weir.filter;

import static dev.weir.event.Records.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.event.FieldValue;
import dev.weir.record.Views;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class OwnCallsTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/service/weir";
  private static final String SESSION = "arn:aws:sts::111122223333:assumed-role/weir/i-0abc";

  private final OwnCalls own =
      new OwnCalls(
          new OwnScope(
              List.of(new OwnPlace("logs", "", Set.of(S3Use.READ))),
              Map.of("https://sqs.example.com/1/q", ":1:q"),
              Set.of()));

  @Test
  void knowsARoleByItselfAndByItsSessions() throws Exception {
    own.are(Set.of(ROLE));

    assertTrue(has(trail(SESSION, "GetObject")));
    assertTrue(
        has(
            Map.of(
                "eventSource",
                "sqs.amazonaws.com",
                "eventName",
                "ReceiveMessage",
                "requestParameters",
                Map.of("queueUrl", "https://sqs.example.com/1/q"),
                "userIdentity",
                Map.of("sessionContext", Map.of("sessionIssuer", Map.of("arn", ROLE))))));
    assertFalse(has(trail("arn:aws:sts::111122223333:assumed-role/weir2/i-0abc", "GetObject")));
    assertFalse(has(trail("arn:aws:sts::999922223333:assumed-role/weir/i-0abc", "GetObject")));
  }

  @Test
  void aSessionStandsForAllOfTheFleet() throws Exception {
    own.are(Set.of(SESSION));

    assertTrue(has(trail("arn:aws:sts::111122223333:assumed-role/weir/i-0def", "GetObject")));
  }

  @Test
  void knowsAUserByItselfAlone() throws Exception {
    own.are(Set.of("arn:aws:iam::111122223333:user/weir"));

    assertTrue(has(trail("arn:aws:iam::111122223333:user/weir", "GetObject")));
    assertFalse(has(trail("arn:aws:iam::111122223333:user/weird", "GetObject")));
  }

  @Test
  void readsTheAccessLogsOfS3() throws Exception {
    own.are(Set.of(SESSION));

    assertTrue(has(line(SESSION, "REST.GET.OBJECT")));
    assertFalse(has(line(SESSION, "REST.PUT.BUCKETPOLICY")));
    assertFalse(has(line("-", "REST.GET.OBJECT")));
  }

  @Test
  void whatWeirNeverCallsIsSomebodyElse() throws Exception {
    own.are(Set.of(ROLE));

    for (String call : List.of("CreateUser", "ListBuckets", "PutBucketPolicy", "getobject", "")) {
      assertFalse(has(trail(SESSION, call)), call);
    }
    assertFalse(has(Map.of("userIdentity", Map.of("arn", SESSION))));
  }

  @Test
  void withoutAPrincipalNothingIsItsOwn() throws Exception {
    assertFalse(has(trail(SESSION, "GetObject")));
  }

  @Test
  void theFilterCountsThemUnderANameOfTheirOwn() throws Exception {
    own.are(Set.of(ROLE));
    SecretKeySpec key = new SecretKeySpec(new byte[] {1}, "HmacSHA256");
    RecordFilter filter = new RecordFilter(own, List.of(), Views.names(), key);

    assertEquals(
        OwnCalls.FATE,
        filter.dropEarly(
            Views.of(event(trail(SESSION, "GetObject")), null), new byte[] {1}, new FieldValue()));
    assertNull(
        filter.dropEarly(
            Views.of(event(trail("other", "GetObject")), null), new byte[] {1}, new FieldValue()));
  }

  private static Map<String, Object> trail(String arn, String name) {
    return Map.of(
        "eventSource",
        "s3.amazonaws.com",
        "eventName",
        name,
        "requestParameters",
        Map.of("bucketName", "logs", "key", "AWSLogs/1.gz"),
        "userIdentity",
        Map.of("arn", arn));
  }

  private static Map<String, Object> line(String requester, String operation) {
    return Map.of(
        "requester",
        requester,
        "operation",
        operation,
        "bucket_name",
        "logs",
        "key",
        "AWSLogs/1.gz");
  }

  private boolean has(Map<String, ?> record) throws Exception {
    return own.has(event(record), new FieldValue());
  }
}
