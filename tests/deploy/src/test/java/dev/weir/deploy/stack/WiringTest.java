package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** main.yaml passes to each template what it needs, and each thing that is passed on exists. */
class WiringTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "TrailBucketName=example-trail;AlertEmail=security@example.com",
        "Encryption=kms;Notification=sns;Zones=3;DataNodes=3;Masters=yes;Cognito=yes",
        "WafLogs=no;FlowLogs=no;AlbLogs=no;VpcFlowLogs=no;After=delete;Purchase=spot",
        "Search=existing;ExistingUrl=https://search.example.com",
        "Search=serverless",
        "Network=existing;ExistingVpcId=vpc-01234567;ExistingSubnetIds=subnet-01234567,subnet-89abcdef;"
            + "ExistingHostSecurityGroupId=sg-01234567;ExistingSearchSecurityGroupId=sg-89abcdef",
      })
  void everyNestedStackGetsWhatItsParametersAllow(String given) {
    Deployed main =
        StackTemplates.with("main", given.isEmpty() ? new String[0] : given.split("[;=]"));

    assertEquals(List.of(), StackTemplates.broken(main));
    for (String id : main.ofType("AWS::CloudFormation::Stack").keySet()) {
      JsonNode passed = main.resource(id).at("/Properties/Parameters");
      Template below = main.nested(id).template();
      TreeSet<String> needed = new TreeSet<>();
      below
          .section("Parameters")
          .properties()
          .forEach(
              each -> {
                if (!each.getValue().has("Default")) {
                  needed.add(each.getKey());
                }
              });
      needed.removeIf(passed::has);
      assertEquals(new TreeSet<>(), needed, () -> id + " does not get them");
      assertFalse(main.nested(id).resources().isEmpty() && !id.equals("SearchStack"), id);
    }
    main.outputs().forEach(each -> assertFalse(each.asText().isEmpty(), main.outputs()::toString));
  }

  @Test
  void everyParameterOfMainIsUsed() {
    Template main = StackTemplates.read("main");
    String written = main.document().path("Resources") + "" + main.document().path("Conditions");

    main.section("Parameters")
        .fieldNames()
        .forEachRemaining(name -> assertTrue(written.contains("{\"Ref\":\"" + name + "\"}"), name));
  }

  @Test
  void hostsGetTheQueueTheBucketsAndTheKeysOfTheOtherStacks() {
    Deployed main = StackTemplates.with("main", "Encryption", "kms", "TrailBucketName", "trail");
    JsonNode compute = main.resource("ComputeStack").at("/Properties/Parameters");

    assertEquals(
        "https://sqs.us-east-1.amazonaws.com/123456789012/weir-objects",
        compute.path("QueueUrl").asText());
    assertEquals(
        "trail/AWSLogs/,aws-waf-logs-weir-123456789012-us-east-1/AWSLogs/",
        compute.path("WeirBuckets").asText());
    assertEquals(2, compute.path("KmsKeyArns").asText().split(",", -1).length);
    assertEquals("SecurityEvents", compute.path("TableName").asText());
    assertEquals(
        "s3://weir-output-123456789012-us-east-1/weir", compute.path("OutputLocation").asText());
    // Outside what Weir reads.
    assertFalse(compute.path("WeirBuckets").asText().contains("weir-output"));
  }

  @Test
  void theDomainTrustsTheRoleThatHostsHave() {
    Deployed main = StackTemplates.with("main", "Name", "fleet");

    String mapped =
        main.nested("SearchStack")
            .resource("Roles")
            .at("/Properties/Requests/1/Body/backend_roles/0")
            .asText();

    assertEquals(main.nested("ComputeStack").outputs().get("HostRoleArn").asText(), mapped);
  }

  @Test
  void theNetworkOfADomainThatStaysStays() {
    for (String id : List.of("NetworkStack", "SearchStack")) {
      JsonNode stack = StackTemplates.read("main").resource(id);
      assertEquals("RetainExceptOnCreate", stack.path("DeletionPolicy").asText(), id);
      assertEquals("Retain", stack.path("UpdateReplacePolicy").asText(), id);
    }
  }
}
