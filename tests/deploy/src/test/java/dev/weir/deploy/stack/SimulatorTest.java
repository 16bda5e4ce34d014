package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.AwsAccounts;
import dev.weir.lab.AwsEndpoint;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The templates, deployed one after the other into the simulator by CloudFormation's own calls, the
 * outputs of one as parameters of the next. {@link Simulated} says what the simulator leaves out.
 */
@ExtendWith(LabExtension.class)
class SimulatorTest {
  private static final Pattern OUTPUT =
      Pattern.compile(
          "<OutputKey>([^<]*)</OutputKey>\\s*<OutputValue>([^<]*)</OutputValue>", Pattern.DOTALL);

  private final AwsAccounts accounts;
  private final AwsEndpoint endpoint;
  private final HttpClient http = HttpClient.newHttpClient();

  SimulatorTest(Lab lab) {
    this.accounts = lab.accounts();
    this.endpoint = accounts.endpoint();
  }

  @Test
  void makesTheWholeStack() throws Exception {
    Map<String, String> network = deploy("network", Map.of());
    Map<String, String> logs = deploy("logs", Map.of("TrailBucketName", "simulated-trail"));
    Map<String, String> alerts = deploy("alerts", Map.of("AlertEmail", "security@example.com"));
    Map<String, String> search =
        deploy("search", of(network, "VpcId", "SubnetIds", "SearchSecurityGroupId"));
    Map<String, String> forCompute = of(network, "SubnetIds", "HostSecurityGroupId");
    forCompute.putAll(
        of(
            logs,
            "QueueUrl",
            "QueueArn",
            "QueueName",
            "WeirBuckets",
            "SourceBucketArns",
            "SourceObjectArns",
            "OutputBucketArn",
            "OutputLocation",
            "MonitoredEvents",
            "RulesLocation"));
    forCompute.putAll(of(alerts, "TopicArn", "TableName", "TableArn"));
    forCompute.putAll(of(search, "OpenSearchUrl", "DomainArn"));
    forCompute.put("BucketOwner", AwsAccounts.HOME);
    // The simulator looks an image up by its id.
    forCompute.put("Image", "ami-12c6146b");
    Map<String, String> compute = deploy("compute", forCompute);
    Map<String, String> forAlarms = of(logs, "QueueName", "DeadLetterQueueName");
    forAlarms.putAll(of(search, "DomainName"));
    forAlarms.putAll(of(alerts, "TopicArn", "TableName"));
    forAlarms.putAll(of(compute, "AutoScalingGroupName"));
    deploy("alarms", forAlarms);

    try (S3Client s3 = accounts.s3(AwsAccounts.HOME);
        SqsClient sqs = accounts.sqs(AwsAccounts.HOME)) {
      TreeSet<String> buckets = new TreeSet<>();
      s3.listBuckets().buckets().stream().map(Bucket::name).forEach(buckets::add);
      assertTrue(
          buckets.containsAll(List.of("simulated-trail", logs.get("OutputBucketName"))),
          buckets::toString);
      String redrive =
          sqs.getQueueAttributes(
                  get ->
                      get.queueUrl(sqs.getQueueUrl(q -> q.queueName("weir-objects")).queueUrl())
                          .attributeNames(QueueAttributeName.REDRIVE_POLICY))
              .attributes()
              .getOrDefault(QueueAttributeName.REDRIVE_POLICY, "");
      assertTrue(redrive.contains("80"), redrive);
      assertTrue(redrive.contains("weir-objects-dead"), redrive);
    }
    assertEquals("weir", compute.get("AutoScalingGroupName"));
  }

  private static Map<String, String> of(Map<String, String> outputs, String... names) {
    Map<String, String> chosen = new LinkedHashMap<>();
    for (String name : names) {
      String value = outputs.get(name);
      assertTrue(value != null, () -> "no output " + name + " among " + outputs);
      chosen.put(name, value);
    }
    return chosen;
  }

  /** The stack's outputs. */
  private Map<String, String> deploy(String name, Map<String, String> parameters) throws Exception {
    Map<String, String> values = new LinkedHashMap<>(parameters);
    values.put("AWS::Region", endpoint.region());
    Deployed deployed = StackTemplates.read(name).deploy(values);
    assertEquals(List.of(), StackTemplates.broken(deployed));
    Map<String, String> form = new LinkedHashMap<>();
    form.put("Action", "CreateStack");
    form.put("StackName", "simulated-" + name);
    form.put("Capabilities.member.1", "CAPABILITY_NAMED_IAM");
    form.put("TemplateBody", new Simulated(deployed).template().toString());
    int number = 1;
    for (var each : parameters.entrySet()) {
      form.put("Parameters.member." + number + ".ParameterKey", each.getKey());
      form.put("Parameters.member." + number + ".ParameterValue", each.getValue());
      number++;
    }
    call(form);
    Map<String, String> asked =
        Map.of("Action", "DescribeStacks", "StackName", "simulated-" + name);
    Eventually.until(
        "the stack " + name, () -> call(asked).contains("<StackStatus>CREATE_COMPLETE<"));
    Map<String, String> outputs = new LinkedHashMap<>();
    Matcher matcher = OUTPUT.matcher(call(asked));
    while (matcher.find()) {
      outputs.put(matcher.group(1), matcher.group(2));
    }
    return outputs;
  }

  private String call(Map<String, String> form) throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder("Version=2010-05-15");
    form.forEach(
        (key, value) ->
            body.append('&')
                .append(key)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint.endpoint() + "/"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            // The simulator reads the service and the region from it, and checks no signature.
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential="
                    + endpoint.accessKey()
                    + "/20261201/"
                    + endpoint.region()
                    + "/cloudformation/aws4_request, SignedHeaders=host, Signature=none")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }
}
