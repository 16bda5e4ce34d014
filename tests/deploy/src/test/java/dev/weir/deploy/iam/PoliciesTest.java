package dev.weir.deploy.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both forms of the stack give what {@code ec2/iam} says. After a change there:
 *
 * <pre>
 * mvn -pl tests/deploy -am test -Dtest=dev.weir.deploy.iam.PoliciesTest -Dsurefire.failIfNoSpecifiedTests=false
 *     -Ddocs.write=true</pre>
 */
class PoliciesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What AWS takes of all inline policies of a role together, blanks left out. */
  private static final int ROLE_CHARACTERS = 10_240;

  @Test
  void theTemplatesHoldTheBlocksOfTheFiles() throws IOException {
    for (Path template : templates()) {
      String filled = GeneratedBlocks.filled(Files.readString(template));

      if (Boolean.getBoolean("docs.write")) {
        Files.writeString(template, filled);
      }

      assertEquals(filled, Files.readString(template), template + ": -Ddocs.write=true writes it");
    }
  }

  @Test
  void bothFormsGrantTheSame(@TempDir Path folder) throws IOException {
    Tool terraform = Tool.named("terraform");
    List<PolicyFile> files = PolicyFile.all();
    Map<String, Map<String, Object>> cases = new LinkedHashMap<>();
    for (PolicyFile file : files) {
      cases(file)
          .forEach(
              (name, choices) -> cases.put(name, Map.of("file", file.name(), "choices", choices)));
    }

    JsonNode byTerraform = terraformed(terraform, folder, cases);

    for (PolicyFile file : files) {
      String yaml = String.join("\n", new CloudFormationForm(Map.of()).lines(file, 0)) + "\n";
      cases(file)
          .forEach(
              (name, choices) ->
                  assertEquals(
                      cloudFormed(file, yaml, choices).toPrettyString(),
                      normal(byTerraform.path(name)).toPrettyString(),
                      name));
    }
  }

  @Test
  void eachStatementNamesWhatItAllowsAndOnWhat() {
    for (PolicyFile file : PolicyFile.all()) {
      for (JsonNode statement : file.statements()) {
        String at = file.name() + " " + statement.path("Sid").asText();
        assertTrue(statement.path("Sid").asText().matches("[A-Za-z0-9]+"), at);
        assertTrue(statement.path("Action").isArray(), () -> at + " has a list of actions");
        if (statement.path("Effect").asText().equals("Allow")) {
          assertEquals(
              isWide(statement), statement.has("Why"), () -> at + " explains a * and nothing else");
        }
      }
    }
  }

  /** Whether it allows more than named actions, or more than named resources. */
  private static boolean isWide(JsonNode statement) {
    for (JsonNode action : statement.path("Action")) {
      if (action.asText().contains("*")) {
        return true;
      }
    }
    for (JsonNode resource : statement.path("Resource")) {
      if (resource.asText().equals("*")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aRoleHasOneStatementOfASidAtMostAtATime() {
    for (PolicyFile file : PolicyFile.all()) {
      Set<String> seen = new TreeSet<>();
      for (JsonNode policy : file.json().path("Policies")) {
        assertTrue(seen.add(policy.path("Name").asText()), policy::toString);
      }
    }
  }

  @Test
  void theHostsRoleFitsIntoWhatAwsTakes() {
    PolicyFile host = PolicyFile.named("host.json");
    Map<String, Boolean> choices = choices(host, host.choices());
    String yaml = String.join("\n", new CloudFormationForm(Map.of()).lines(host, 0)) + "\n";

    int characters = 0;
    for (JsonNode policy : cloudFormed(host, yaml, choices).path("policies")) {
      characters += policy.toString().length();
    }

    assertTrue(characters < ROLE_CHARACTERS * 3 / 4, characters + " characters");
  }

  /** None of the choices, each of them alone, and all. */
  private static Map<String, Map<String, Boolean>> cases(PolicyFile file) {
    Map<String, Map<String, Boolean>> cases = new LinkedHashMap<>();
    cases.put(file.name() + " none", choices(file, Set.of()));
    file.choices()
        .forEach(choice -> cases.put(file.name() + " " + choice, choices(file, Set.of(choice))));
    cases.put(file.name() + " all", choices(file, file.choices()));
    return cases;
  }

  private static Map<String, Boolean> choices(PolicyFile file, Set<String> taken) {
    Map<String, Boolean> choices = new TreeMap<>();
    file.choices().forEach(choice -> choices.put(choice, taken.contains(choice)));
    return choices;
  }

  private static Object example(String placeholder) {
    return switch (placeholder) {
      case "AccountId", "BucketOwner" -> "123456789012";
      case "FleetKeyParameter" -> "/weir/fleet-key";
      case "Partition" -> "aws";
      case "Region" -> "eu-west-1";
      case "UrlSuffix" -> "amazonaws.com";
      default ->
          PolicyFile.isList(placeholder)
              ? List.of("arn:aws:x:::" + placeholder + "-1", "arn:aws:x:::" + placeholder + "-2")
              : "arn:aws:x:::" + placeholder;
    };
  }

  private static JsonNode cloudFormed(PolicyFile file, String yaml, Map<String, Boolean> choices) {
    Map<String, Object> values = new HashMap<>();
    for (String name : file.placeholders()) {
      values.put(CloudFormationForm.pseudo(name), example(name));
    }
    JsonNode read = JSON.valueToTree(new TemplateValues(values, choices).read(yaml));
    Map<String, JsonNode> policies = new TreeMap<>();
    for (JsonNode policy : read.path("Policies")) {
      if (!onlyInCloudFormation(file, policy.path("PolicyName").asText())) {
        policies.put(policy.path("PolicyName").asText(), policy.path("PolicyDocument"));
      }
    }
    Map<String, Object> whole = new TreeMap<>();
    whole.put("policies", policies);
    whole.put("trust", file.isRole() ? read.path("AssumeRolePolicyDocument") : noStatement());
    whole.put("document", file.isRole() ? noStatement() : read);
    return normal(JSON.valueToTree(whole));
  }

  private static JsonNode noStatement() {
    return JSON.valueToTree(Map.of("Version", "2012-10-17", "Statement", List.of()));
  }

  private static boolean onlyInCloudFormation(PolicyFile file, String name) {
    for (JsonNode policy : file.json().path("Policies")) {
      if (policy.path("Name").asText().equals(name)) {
        return policy.path("Form").asText().equals("CloudFormation");
      }
    }
    return false;
  }

  /** What the module of Terraform gives, all cases in one run. */
  private static JsonNode terraformed(
      Tool terraform, Path folder, Map<String, Map<String, Object>> cases) throws IOException {
    Map<String, Object> values = new TreeMap<>();
    for (PolicyFile file : PolicyFile.all()) {
      file.placeholders().forEach(name -> values.put(name, example(name)));
    }
    // A module of the same checkout only: Terraform links to others, and links have other parents.
    Path root = copied(folder);
    Map<String, Object> call =
        Map.of(
            "source", "./modules/policy",
            "for_each", cases,
            "file", "${each.value.file}",
            "choices", "${each.value.choices}",
            "values", values);
    String given =
        "${{ for name, case in module.case : name => {"
            + " trust = jsondecode(case.trust), document = jsondecode(case.document),"
            + " policies = { for policy, text in case.policies : policy => jsondecode(text) } } }}";
    JSON.writeValue(
        root.resolve("main.tf.json").toFile(),
        Map.of("module", Map.of("case", call), "output", Map.of("given", Map.of("value", given))));
    Map<String, String> quiet = Map.of("CHECKPOINT_DISABLE", "1");
    for (List<String> step :
        List.of(
            List.of("init", "-input=false", "-no-color"),
            List.of("apply", "-input=false", "-no-color", "-auto-approve"))) {
      Tool.Finished finished = terraform.run(root, quiet, step);
      assertEquals(0, finished.code(), finished.output());
    }
    return JSON.readTree(root.resolve("terraform.tfstate").toFile())
        .path("outputs")
        .path("given")
        .path("value");
  }

  /** The module and the files that it reads, copied; the folder of the root module. */
  private static Path copied(Path folder) throws IOException {
    Path root = folder.resolve("terraform");
    Path module = Files.createDirectories(root.resolve("modules/policy"));
    Files.copy(
        Tool.ROOT.resolve("ec2/terraform/modules/policy/main.tf"), module.resolve("main.tf"));
    Path iam = Files.createDirectory(folder.resolve("iam"));
    for (PolicyFile file : PolicyFile.all()) {
      Files.copy(Tool.ROOT.resolve(file.path()), iam.resolve(file.name()));
    }
    return root;
  }

  /** With keys in order, and a list of one string as the string. */
  private static JsonNode normal(JsonNode json) {
    if (json.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      json.properties().forEach(field -> sorted.put(field.getKey(), normal(field.getValue())));
      return JSON.valueToTree(sorted);
    }
    if (json.isArray()) {
      List<JsonNode> elements = new ArrayList<>();
      json.forEach(element -> elements.add(normal(element)));
      boolean single = elements.size() == 1 && elements.getFirst().isTextual();
      return single ? elements.getFirst() : JSON.valueToTree(elements);
    }
    return json;
  }

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.list(Tool.ROOT.resolve("ec2"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
