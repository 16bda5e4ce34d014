package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.lab.AwsAccounts;
import dev.weir.lab.Lab;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Terraform makes the stack in the simulator, in two minutes. OpenSearch is an existing one, as a
 * domain would take two minutes more.
 */
class TerraformApplyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SERVICES =
      "autoscaling cloudtrail cloudwatch logs dynamodb ec2 iam kms s3 scheduler secretsmanager sns"
          + " sqs sts";

  private static final String STACK =
      """
      provider "aws" {
        region                      = "%s"
        access_key                  = "%s"
        secret_key                  = "%s"
        s3_use_path_style           = true
        skip_credentials_validation = true
        endpoints {
      %s
        }
      }

      data "aws_vpc" "default" {
        default = true
      }

      data "aws_subnets" "default" {
        filter {
          name   = "vpc-id"
          values = [data.aws_vpc.default.id]
        }
      }

      data "aws_security_group" "default" {
        vpc_id = data.aws_vpc.default.id
        name   = "default"
      }

      module "weir" {
        source                   = "./terraform"
        vpc_id                   = data.aws_vpc.default.id
        subnet_ids               = slice(sort(data.aws_subnets.default.ids), 0, 2)
        host_security_group_id   = data.aws_security_group.default.id
        search_security_group_id = data.aws_security_group.default.id
        image                    = "ami-03cf127a"
        search                   = "existing"
        existing_url             = "https://search.example.com"
        alert_email              = "security@example.com"
        s3_data_events           = "write"
        insights                 = true
        busy_hosts               = 2
        refresh                  = "cron(0 4 ? * SUN *)"
      }

      output "weir" {
        value = module.weir
      }
      """;

  @Test
  void anObjectInTheBucketReachesTheQueue(@TempDir Path folder) throws IOException {
    TerraformFolder terraform = TerraformFolder.in(folder);
    try (Lab lab = Lab.start()) {
      AwsAccounts aws = lab.accounts();
      leaveOutWhatTheSimulatorLacks(terraform);
      terraform.write("main.tf", stack(aws));

      terraform.run("", List.of("init", "-no-color"));
      terraform.run("", List.of("apply", "-input=false", "-no-color", "-auto-approve"));
      JsonNode made =
          JSON.readTree(terraform.run("", List.of("output", "-json", "-no-color")))
              .at("/weir/value");

      assertEquals("weir", made.path("auto_scaling_group_name").asText());
      assertTrue(made.path("host_role_arn").asText().contains(":role/weir-host-"), made::toString);
      String key = "AWSLogs/123456789012/CloudTrail/from-the-trail.json.gz";
      try (S3Client s3 = aws.s3(AwsAccounts.HOME);
          SqsClient sqs = aws.sqs(AwsAccounts.HOME)) {
        // The simulator knows no conditions: to it, the statement for TLS denies all.
        s3.deleteBucketPolicy(delete -> delete.bucket(made.path("bucket_name").asText()));
        s3.putObject(
            put -> put.bucket(made.path("bucket_name").asText()).key(key), RequestBody.empty());
        List<Message> messages =
            sqs.receiveMessage(
                    receive ->
                        receive
                            .queueUrl(made.path("queue_url").asText())
                            .maxNumberOfMessages(10)
                            .waitTimeSeconds(20))
                .messages();
        assertTrue(
            messages.stream()
                .anyMatch(message -> message.body().contains("from-the-trail.json.gz")),
            messages::toString);
      }
    }
  }

  /**
   * The simulator forgets which queues may use a dead-letter queue, starts trails only by name, and
   * fails at access logs whose bucket has a statement for everybody.
   */
  private static void leaveOutWhatTheSimulatorLacks(TerraformFolder terraform) throws IOException {
    terraform.write(
        "terraform/modules/queue/simulator_override.tf",
        """
        resource "aws_sqs_queue" "dead" {
          redrive_allow_policy = null
        }
        """);
    terraform.write(
        "terraform/modules/cloudtrail/simulator_override.tf",
        """
        resource "aws_cloudtrail" "trail" {
          enable_logging = false
        }
        """);
    terraform.write(
        "terraform/modules/s3/simulator_override.tf",
        """
        resource "aws_s3_bucket_logging" "bucket" {
          for_each = {}
        }
        """);
  }

  private static String stack(AwsAccounts aws) {
    String endpoints =
        Stream.of(SERVICES.split(" ", -1))
            .map(service -> "    " + service + " = \"" + aws.endpoint().endpoint() + "\"")
            .collect(Collectors.joining("\n"));
    return STACK.formatted(
        aws.endpoint().region(), aws.endpoint().accessKey(), aws.endpoint().secretKey(), endpoints);
  }
}
