package dev.weir.deploy.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.weir.deploy.MetadataService;
import dev.weir.deploy.Tool;
import dev.weir.lab.AwsAccounts;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a host says to its auto-scaling group and its stack, in a simulator of AWS. The simulator
 * knows groups and the health of their hosts. It refuses lifecycle actions, so there the requests
 * themselves are what counts.
 */
@ExtendWith(LabExtension.class)
class FleetHostTest {
  private static final String GROUP = "weir-fleet-host-test";

  @TempDir private Path folder;
  private final AwsAccounts accounts;
  private MetadataService metadata;
  private AwsCli aws;

  FleetHostTest(Lab lab) {
    accounts = lab.accounts();
  }

  @BeforeEach
  void start() {
    metadata = new MetadataService();
    metadata.put("meta-data/placement/region", accounts.endpoint().region());
    aws = new AwsCli(folder.resolve("bin"), accounts.endpoint());
  }

  @AfterEach
  void stop() {
    metadata.close();
  }

  private HostScript script(String name) {
    HostScript script = new HostScript(name, folder.resolve(name));
    aws.environment().forEach(script::with);
    return script
        .with("WEIR_IMDS", metadata.address())
        .with("WEIR_RUN", folder.resolve("run").toString())
        .with("WEIR_DRAIN", folder.resolve("drain").toString())
        .with("WEIR_STORAGE", folder.resolve("storage").toString());
  }

  @Test
  void aHostThatDoesNotAnswerBecomesUnhealthyAtTheThirdTime() {
    String instance = group();
    metadata.put("meta-data/instance-id", instance);
    HostScript health =
        script("weir-health")
            .with("WEIR_HEALTH_URL", "http://127.0.0.1:1/healthz")
            .with("WEIR_HEALTH_FAILURES", "3");

    for (int time = 1; time <= 2; time++) {
      assertEquals(0, health.run().code());
      assertEquals("HEALTHY", state(instance));
    }
    Tool.Finished third = health.run();

    assertEquals(0, third.code(), third.output());
    assertEquals("UNHEALTHY", state(instance));
  }

  @Test
  void anAnswerInBetweenCountsFromTheBeginning() throws Exception {
    String instance = group();
    metadata.put("meta-data/instance-id", instance);
    HostScript health = script("weir-health").with("WEIR_HEALTH_FAILURES", "2");
    HttpServer weir = loopback();
    weir.createContext(
        "/healthz",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    weir.start();
    String alive = "http://127.0.0.1:" + weir.getAddress().getPort() + "/healthz";

    health.with("WEIR_HEALTH_URL", "http://127.0.0.1:1/healthz").run();
    health.with("WEIR_HEALTH_URL", alive).run();
    weir.stop(0);
    health.run();

    assertEquals("HEALTHY", state(instance));
  }

  @Test
  void aHostThatDrainsIsLeftAlone() throws Exception {
    Files.createDirectories(folder.resolve("drain"));

    Tool.Finished finished =
        script("weir-health")
            .with("WEIR_HEALTH_URL", "http://127.0.0.1:1/healthz")
            .with("WEIR_HEALTH_FAILURES", "1")
            .run();

    assertEquals(0, finished.code(), finished.output());
    assertEquals("", finished.output());
  }

  @Test
  void aHostInServiceAsksNothingOfItsGroup() {
    metadata.put("meta-data/autoscaling/target-lifecycle-state", "InService");
    accounts.record();

    Tool.Finished finished = script("weir-lifecycle").run();

    assertEquals(0, finished.code(), finished.output());
    assertEquals("", finished.output());
    assertEquals(List.of(), accounts.recorded());
  }

  @Test
  void aHostThatIsToGoDrainsAndEndsTheLifecycleAction() {
    metadata.put("meta-data/autoscaling/target-lifecycle-state", "Terminated");
    metadata.tag("aws:autoscaling:groupName", GROUP);
    accounts.record();

    Tool.Finished finished = script("weir-lifecycle").run();

    String request = recorded();
    for (String part :
        List.of(
            "Action=CompleteLifecycleAction",
            "LifecycleHookName=drain",
            "AutoScalingGroupName=" + GROUP,
            "InstanceId=" + MetadataService.INSTANCE,
            "LifecycleActionResult=CONTINUE")) {
      assertTrue(request.contains(part), () -> part + " is not in " + request);
    }
    // The simulator knows no such action: a refusal is an error that names the group.
    assertEquals(1, finished.code(), finished.output());
    assertTrue(
        finished.output().contains("the group " + GROUP + " did not take the end of the drain"),
        finished.output());
  }

  @Test
  void aSpotInstanceDrainsWithoutAGroup() {
    metadata.put("meta-data/spot/instance-action", "{\"action\":\"terminate\"}");
    accounts.record();

    Tool.Finished first = script("weir-lifecycle").run();
    Tool.Finished second = script("weir-lifecycle").run();

    assertEquals(0, first.code(), first.output());
    assertTrue(first.output().endsWith("weir-lifecycle: drained\n"), first.output());
    assertEquals(0, second.code(), second.output());
    assertEquals(List.of(), accounts.recorded());
  }

  @Test
  void aHostWithoutTagsInItsMetadataSaysWhatIsMissing() {
    metadata.put("meta-data/autoscaling/target-lifecycle-state", "Terminated");

    Tool.Finished finished = script("weir-lifecycle").run();

    assertEquals(1, finished.code(), finished.output());
    assertTrue(finished.output().contains("InstanceMetadataTags"), finished.output());
  }

  /** The simulator has no signals: here the test answers as CloudFormation does. */
  @Test
  void aFirstBootThatFailsTellsTheStack() throws Exception {
    metadata.userData(
        """
        # weir-settings
        WEIR_STACK=weir-compute
        WEIR_SIGNAL_RESOURCE=AutoScalingGroup
        # weir-settings-end
        """);
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer stack = loopback();
    stack.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          asked.add(URLDecoder.decode(new String(body, UTF_8), UTF_8));
          byte[] answer =
              "<SignalResourceResponse><ResponseMetadata/></SignalResourceResponse>"
                  .getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    stack.start();
    Tool.Finished finished =
        script("weir-first-boot")
            .with("AWS_ENDPOINT_URL", "http://127.0.0.1:" + stack.getAddress().getPort())
            .run();
    stack.stop(0);

    assertEquals(1, finished.code(), finished.output());
    for (String part :
        List.of(
            "Action=SignalResource",
            "StackName=weir-compute",
            "LogicalResourceId=AutoScalingGroup",
            "UniqueId=" + MetadataService.INSTANCE,
            "Status=FAILURE")) {
      assertTrue(asked.toString().contains(part), () -> part + " is not in " + asked);
    }
    assertFalse(finished.output().contains("did not reach"), finished.output());
  }

  private static HttpServer loopback() throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  /** Makes a group of one host; returns the host. */
  private String group() {
    if (aws.run(
            "autoscaling",
            "describe-auto-scaling-groups",
            "--query",
            "AutoScalingGroups[].AutoScalingGroupName")
        .isEmpty()) {
      aws.run(
          "autoscaling",
          "create-launch-configuration",
          "--launch-configuration-name",
          GROUP,
          "--image-id",
          "ami-12c6146b",
          "--instance-type",
          "t3.micro");
      aws.run(
          "autoscaling",
          "create-auto-scaling-group",
          "--auto-scaling-group-name",
          GROUP,
          "--launch-configuration-name",
          GROUP,
          "--min-size",
          "1",
          "--max-size",
          "1",
          "--availability-zones",
          accounts.endpoint().region() + "a");
    }
    String instance =
        aws.run(
            "autoscaling",
            "describe-auto-scaling-groups",
            "--auto-scaling-group-names",
            GROUP,
            "--query",
            "AutoScalingGroups[0].Instances[0].InstanceId");
    aws.run(
        "autoscaling",
        "set-instance-health",
        "--instance-id",
        instance,
        "--health-status",
        "Healthy");
    return instance;
  }

  private String state(String instance) {
    return aws.run(
            "autoscaling",
            "describe-auto-scaling-instances",
            "--instance-ids",
            instance,
            "--query",
            "AutoScalingInstances[0].HealthStatus")
        .toUpperCase(Locale.ROOT);
  }

  private String recorded() {
    return accounts.recorded().stream()
        .map(request -> URLDecoder.decode(request.body(), UTF_8))
        .reduce("", (all, one) -> all + one + "\n");
  }
}
