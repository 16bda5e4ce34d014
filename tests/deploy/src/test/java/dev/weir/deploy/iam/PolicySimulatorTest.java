package dev.weir.deploy.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Cases of the IAM user guide ("Policy evaluation logic", "Condition operators") and of the S3 user
 * guide ("Example bucket policies", "Bucket policy examples using condition keys").
 */
class PolicySimulatorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BUCKET = "arn:aws:s3:::examplebucket";

  @Test
  void deniesWhatNothingAllowsAndWhatAnythingDenies() throws IOException {
    String policies =
        """
        [{"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::examplebucket/*"},
          {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::examplebucket/secret/*"},
          {"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}]}]""";

    assertDecided("Allowed", get("/a"), policies);
    assertDecided(
        "ImplicitlyDenied", new ApiCall("s3:PutObject", BUCKET + "/a", Map.of()), policies);
    assertDecided("ExplicitlyDenied", get("/secret/a"), policies);
  }

  @Test
  void knowsTheConditionOnThePrefixOfAListing() throws IOException {
    String policies =
        """
        [{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:ListBucket",
          "Resource": "arn:aws:s3:::examplebucket",
          "Condition": {"StringLike": {"s3:prefix": ["projects/*"]}}}}]""";
    ApiCall list = new ApiCall("s3:ListBucket", BUCKET, Map.of());

    assertDecided("Allowed", list.with("s3:prefix", "projects/a/"), policies);
    assertDecided("ImplicitlyDenied", list.with("s3:prefix", "home/"), policies);
    assertDecided("ImplicitlyDenied", list, policies);
  }

  @Test
  void knowsSetsNumbersAddressesAndAbsentKeys() throws IOException {
    String policies =
        """
        [{"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "s3:PutObjectTagging", "Resource": "*",
           "Condition": {"ForAllValues:StringEquals": {"s3:RequestObjectTagKeys": ["weir"]},
                         "StringEqualsIfExists": {"s3:VersionId": "1"}}},
          {"Effect": "Deny", "Action": "*", "Resource": "*",
           "Condition": {"NumericLessThan": {"s3:TlsVersion": "1.2"}}},
          {"Effect": "Deny", "Action": "*", "Resource": "*",
           "Condition": {"NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"},
                         "Null": {"aws:SourceIp": "false"}}}]}]""";
    ApiCall tag =
        new ApiCall("s3:PutObjectTagging", BUCKET + "/a", Map.of())
            .with("s3:RequestObjectTagKeys", List.of("weir"));

    assertDecided("Allowed", tag, policies);
    assertDecided("Allowed", tag.with("aws:SourceIp", "192.0.2.7"), policies);
    assertDecided("ExplicitlyDenied", tag.with("aws:SourceIp", "198.51.100.7"), policies);
    assertDecided("ExplicitlyDenied", tag.with("s3:TlsVersion", "1.1"), policies);
    assertDecided(
        "ImplicitlyDenied",
        tag.with("s3:RequestObjectTagKeys", List.of("weir", "other")),
        policies);
  }

  @Test
  void decidesByThePolicyOfTheResourceToo() throws IOException {
    JsonNode bucket =
        JSON.readTree(
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:role/weir-host"},
               "Action": "s3:GetObject", "Resource": "arn:aws:s3:::examplebucket/*"},
              {"Effect": "Deny", "Principal": "*", "Action": "s3:*",
               "Resource": ["arn:aws:s3:::examplebucket", "arn:aws:s3:::examplebucket/*"],
               "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}""");
    PolicySimulator simulator = PolicySimulator.open();

    List<PolicySimulator.Answer> answers =
        simulator.decide(
            List.of(
                get("/a").with("aws:SecureTransport", "true"),
                get("/a").with("aws:SecureTransport", "false")),
            PolicySimulator.HOST,
            JSON.createArrayNode(),
            bucket);

    assertEquals("Allowed", answers.getFirst().decision());
    assertEquals("ExplicitlyDenied", answers.getLast().decision());
  }

  @Test
  void refusesAnActionThatAwsDoesNotHave() throws IOException {
    PolicySimulator simulator = PolicySimulator.open();
    List<ApiCall> calls = List.of(new ApiCall("s3:ReadObject", BUCKET + "/a", Map.of()));

    assertThrows(
        IllegalArgumentException.class, () -> simulator.host(calls, JSON.createArrayNode()));
  }

  private static ApiCall get(String key) {
    return new ApiCall("s3:GetObject", BUCKET + key, Map.of());
  }

  private static void assertDecided(String decision, ApiCall call, String policies)
      throws IOException {
    PolicySimulator.Answer answer =
        PolicySimulator.open().host(List.of(call), JSON.readTree(policies)).getFirst();

    assertEquals(decision, answer.decision(), answer::toString);
    assertEquals(List.of(), answer.ignored(), call::toString);
  }
}
