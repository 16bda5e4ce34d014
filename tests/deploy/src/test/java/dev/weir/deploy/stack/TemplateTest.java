package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a template makes, by the rules of CloudFormation. */
class TemplateTest {
  private static final String LOGS =
      """
      Parameters:
        Name: { Type: String, Default: weir, AllowedPattern: "[a-z-]+" }
        Encryption: { Type: String, Default: AES256, AllowedValues: [AES256, KMS] }
        Zones: { Type: CommaDelimitedList, Default: "a, b" }
      Conditions:
        Own: !Equals [!Ref Encryption, KMS]
        Plain: !Not [!Condition Own]
      Resources:
        Key:
          Type: AWS::KMS::Key
          Condition: Own
        Bucket:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub "${Name}-logs-${AWS::AccountId}"
            Key: !If [Own, !GetAtt Key.Arn, !Ref AWS::NoValue]
            Zone: !Select [1, !Ref Zones]
        Queue:
          Type: AWS::SQS::Queue
          Properties: { QueueName: !Join ["-", [!Ref Name, objects]] }
        Policy:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: [!Ref Queue]
            PolicyDocument:
              Version: 2012-10-17
              Statement:
                Resource: !GetAtt Queue.Arn
                Note: !Sub ["${Queue.QueueName} ${!Literal} ${mine}", { mine: !Ref Bucket }]
      Outputs:
        QueueArn: { Value: !GetAtt Queue.Arn }
        KeyArn: { Condition: Own, Value: !GetAtt Key.Arn }
      """;

  @TempDir Path folder;

  @Test
  void worksOutNamesConditionsAndFunctions() throws IOException {
    Deployed logs = template("logs.yaml", LOGS).deploy(Map.of("AWS::Region", "eu-west-1"));

    var bucket = logs.resource("Bucket").path("Properties");
    var policy = logs.resource("Policy").path("Properties");

    assertEquals("weir-logs-123456789012", bucket.path("BucketName").asText());
    assertFalse(bucket.has("Key"));
    assertEquals("b", bucket.path("Zone").asText());
    assertEquals(
        "https://sqs.eu-west-1.amazonaws.com/123456789012/weir-objects",
        policy.at("/Queues/0").asText());
    assertEquals("2012-10-17", policy.at("/PolicyDocument/Version").asText());
    assertEquals(
        "arn:aws:sqs:eu-west-1:123456789012:weir-objects",
        policy.at("/PolicyDocument/Statement/Resource").asText());
    assertEquals(
        "weir-objects ${Literal} weir-logs-123456789012",
        policy.at("/PolicyDocument/Statement/Note").asText());
    assertTrue(logs.outputs().has("QueueArn"));
    assertFalse(logs.outputs().has("KeyArn"));
    assertEquals(Set.of("Bucket", "Queue", "Policy"), logs.resources().keySet());
    assertEquals(Set.of("Policy"), logs.ofType("AWS::SQS::QueuePolicy").keySet());
  }

  @Test
  void makesWhatHasAConditionThatHolds() throws IOException {
    Deployed logs =
        template("logs.yaml", LOGS).deploy(Map.of("Encryption", "KMS", "Key.Arn", "arn:of:key"));

    assertTrue(logs.resources().containsKey("Key"));
    assertEquals("arn:of:key", logs.resource("Bucket").at("/Properties/Key").asText());
    assertEquals("arn:of:key", logs.outputs().path("KeyArn").asText());
  }

  @Test
  void readsNestedStacksFromTheFilesBeside() throws IOException {
    template("logs.yaml", LOGS);
    Deployed main =
        template(
                "main.yaml",
                """
                Resources:
                  Logs:
                    Type: AWS::CloudFormation::Stack
                    Properties:
                      TemplateURL: https://somewhere/logs.yaml
                      Parameters: { Name: fleet, Zones: !Join [",", [x, y]] }
                Outputs:
                  Queue: { Value: !GetAtt Logs.Outputs.QueueArn }
                """)
            .deploy(Map.of("AWS::AccountId", "444455556666"));

    assertEquals(
        "arn:aws:sqs:us-east-1:444455556666:fleet-objects", main.outputs().path("Queue").asText());
    assertEquals("y", main.nested("Logs").resource("Bucket").at("/Properties/Zone").asText());
  }

  @Test
  void refusesWhatCloudFormationWouldRefuse() throws IOException {
    Template logs = template("logs.yaml", LOGS);
    Template broken =
        template("broken.yaml", "Resources: { A: { Type: T, Properties: { B: !Ref C } } }");

    assertRefused("AES128", () -> logs.deploy(Map.of("Encryption", "AES128")));
    assertRefused("match", () -> logs.deploy(Map.of("Name", "Weir 1")));
    assertRefused("Nome", () -> logs.deploy(Map.of("Nome", "weir")));
    assertRefused("nor a resource C", () -> broken.deploy(Map.of()).resources());
  }

  private static void assertRefused(String because, Runnable deployment) {
    Exception e = assertThrows(IllegalArgumentException.class, deployment::run);
    assertTrue(String.valueOf(e.getMessage()).contains(because), e::toString);
  }

  private Template template(String name, String yaml) throws IOException {
    return Template.read(Files.writeString(folder.resolve(name), yaml));
  }
}
