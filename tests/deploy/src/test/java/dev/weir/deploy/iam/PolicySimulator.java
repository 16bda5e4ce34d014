package dev.weir.deploy.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.deploy.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decides calls by policies as IAM does, conditions included: iam-simulate of npm, in a process of
 * its own. It holds each action, resource and condition key against the Service Authorization
 * Reference.
 */
final class PolicySimulator {
  static final String ACCOUNT = "123456789012";
  static final String HOST = "arn:aws:sts::123456789012:assumed-role/weir-host/i-0123456789abcdef0";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "simulate.mjs");

  private final Path folder;
  private final Tool node;

  private PolicySimulator(Path folder, Tool node) {
    this.folder = folder;
    this.node = node;
  }

  /**
   * What was decided.
   *
   * @param decision {@code Allowed}, {@code ImplicitlyDenied} or {@code ExplicitlyDenied}
   * @param ignored condition keys that AWS does not give to such a call
   */
  record Answer(ApiCall call, String decision, List<String> ignored) {
    boolean allowed() {
      return decision.equals("Allowed");
    }
  }

  /** Installs it from npm if it is not there yet; skips the test where Node is missing. */
  static PolicySimulator open() throws IOException {
    Tool node = Tool.named("node");
    Tool npm = Tool.named("npm");
    Path folder = Files.createDirectories(Path.of("target", "iam-simulate").toAbsolutePath());
    boolean installed = Files.isDirectory(folder.resolve("node_modules"));
    for (String file : FILES) {
      try (InputStream in = PolicySimulator.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IOException("no resource " + file);
        }
        Files.copy(in, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!installed) {
      Tool.Finished finished =
          npm.run(
              folder,
              Map.of(),
              List.of("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"));
      if (finished.code() != 0) {
        throw new IOException("npm does not install iam-simulate: " + finished.output());
      }
    }
    return new PolicySimulator(folder, node);
  }

  /**
   * Decides each call of the host by its own policies. A key has the policy that lets policies of
   * the account decide (KMS developer guide, "Default key policy"): without one, IAM says nothing.
   */
  List<Answer> host(List<ApiCall> calls, JsonNode policies) {
    return decide(calls, HOST, policies, JSON.nullNode());
  }

  /**
   * Decides each call.
   *
   * @param principal an ARN, or a service such as {@code s3.amazonaws.com}
   * @param identity the principal's policies, a list of documents
   * @param resource the resource's policy, or null in JSON
   */
  List<Answer> decide(List<ApiCall> calls, String principal, JsonNode identity, JsonNode resource) {
    ArrayNode simulations = JSON.createArrayNode();
    for (ApiCall call : calls) {
      simulations.add(simulation(call, principal, identity, resource));
    }
    try {
      Path file = Files.createTempFile(folder, "calls", ".json");
      JSON.writeValue(file.toFile(), simulations);
      Tool.Finished finished = node.run(folder, Map.of(), List.of("simulate.mjs", file.toString()));
      if (finished.code() != 0) {
        throw new IllegalStateException("iam-simulate failed: " + finished.output());
      }
      Files.delete(file);
      return answers(calls, JSON.readTree(finished.output()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot simulate", e);
    }
  }

  private static List<Answer> answers(List<ApiCall> calls, JsonNode printed) {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      JsonNode each = printed.path(i);
      String errors = each.path("errors").asText();
      if (!errors.isEmpty()) {
        throw new IllegalArgumentException(calls.get(i) + " cannot be decided: " + errors);
      }
      List<String> ignored = new ArrayList<>();
      each.path("ignored").forEach(key -> ignored.add(key.asText()));
      answers.add(new Answer(calls.get(i), each.path("decision").asText(), ignored));
    }
    return answers;
  }

  private static ObjectNode simulation(
      ApiCall call, String principal, JsonNode identity, JsonNode resource) {
    ObjectNode simulation = JSON.createObjectNode();
    ObjectNode request = simulation.putObject("request");
    request.put("principal", principal).put("action", call.action());
    request.putObject("resource").put("resource", call.resource()).put("accountId", ACCOUNT);
    request.set("contextVariables", JSON.valueToTree(call.keys()));
    ArrayNode policies = simulation.putArray("identityPolicies");
    for (JsonNode each : identity) {
      ObjectNode policy = policies.addObject();
      policy.put("name", "policy-" + policies.size()).set("policy", each);
    }
    if (!resource.isNull()) {
      simulation.set("resourcePolicy", resource);
    } else if (call.action().startsWith("kms:")) {
      ObjectNode policy = simulation.putObject("resourcePolicy").put("Version", "2012-10-17");
      ObjectNode statement = policy.putObject("Statement").put("Effect", "Allow");
      statement.put("Action", "kms:*").put("Resource", "*");
      statement.putObject("Principal").put("AWS", "arn:aws:iam::" + ACCOUNT + ":root");
    }
    simulation.putArray("serviceControlPolicies");
    simulation.putArray("resourceControlPolicies");
    return simulation;
  }
}
