package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Terraform form of the stack: well formed, and of the same names as the templates. */
class TerraformTest {
  private static final Path MODULES = Tool.ROOT.resolve("ec2/terraform");
  private static final Path TEMPLATES = Tool.ROOT.resolve("ec2");

  /** The network is yours in the Terraform form, and it has no alarms. */
  private static final Set<String> ONLY_IN_CLOUDFORMATION =
      Set.of(
          "Network",
          "VpcCidr",
          "Nat",
          "InterfaceEndpoints",
          "VpcFlowLogs",
          "S3PrefixListId",
          "DynamoDbPrefixListId",
          "ExistingVpcId",
          "ExistingSubnetIds",
          "ExistingHostSecurityGroupId",
          "ExistingSearchSecurityGroupId",
          "QuietQuarters",
          "FreeStorageMb",
          "OldestMessageSeconds",
          "DashboardName");

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^(variable|output) \"(\\w+)\" \\{\n(.*?)^}");
  private static final Pattern DEFAULT = Pattern.compile("(?m)^  default *= (.*)$");

  @Test
  void isFormatted() {
    Tool.Finished finished =
        Tool.named("terraform")
            .run(
                MODULES, Map.of("CHECKPOINT_DISABLE", "1"), List.of("fmt", "-check", "-recursive"));

    assertEquals(0, finished.code(), finished.output());
  }

  @Test
  void isValid(@TempDir Path folder) throws IOException {
    TerraformFolder terraform = TerraformFolder.in(folder);

    terraform.run("terraform", List.of("init", "-backend=false", "-no-color"));
    terraform.run("terraform", List.of("validate", "-no-color"));
  }

  @Test
  void takesWhatTheTemplatesTakeWithTheSameDefaults() throws IOException {
    Map<String, String> variables = blocks("variable");
    JsonNode parameters =
        Template.read(TEMPLATES.resolve("main.yaml")).document().path("Parameters");

    for (var each : parameters.properties()) {
      if (!ONLY_IN_CLOUDFORMATION.contains(each.getKey())) {
        String name = snake(each.getKey());
        assertTrue(variables.containsKey(name), () -> "no variable " + name);
        assertEquals(
            each.getValue().path("Default").asText(),
            simple(variables.getOrDefault(name, "")),
            name);
      }
    }
    assertFalse(parameters.isEmpty());
  }

  @Test
  void givesWhatTheTemplatesGive() throws IOException {
    JsonNode outputs = Template.read(TEMPLATES.resolve("main.yaml")).document().path("Outputs");
    Set<String> expected = new TreeSet<>();
    outputs
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!ONLY_IN_CLOUDFORMATION.contains(name)) {
                expected.add(snake(name));
              }
            });

    expected.removeAll(blocks("output").keySet());

    assertEquals(Set.of(), expected);
    assertFalse(outputs.isEmpty());
  }

  @Test
  void tellsTheFirstBootTheSameSettings() throws IOException {
    Set<String> inTemplate = settings(Files.readString(TEMPLATES.resolve("compute.yaml")), "=");
    Set<String> inTerraform = settings(Files.readString(MODULES.resolve("main.tf")), " *= ");
    inTerraform.addAll(
        settings(Files.readString(MODULES.resolve("modules/compute/main.tf")), " *= "));
    // Only hosts of a CloudFormation stack signal.
    inTemplate.removeAll(Set.of("WEIR_STACK", "WEIR_SIGNAL_RESOURCE"));

    assertEquals(inTemplate, inTerraform);
    assertFalse(inTemplate.isEmpty());
  }

  private static Set<String> settings(String text, String assignment) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = Pattern.compile("(?m)^ +(WEIR_[A-Z_]+)" + assignment).matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** The default of each variable, or nothing, by name; outputs likewise. */
  private static Map<String, String> blocks(String kind) throws IOException {
    String text = Files.readString(MODULES.resolve(kind + "s.tf"));
    Map<String, String> found = new TreeMap<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      Matcher written = DEFAULT.matcher(matcher.group(3));
      found.put(matcher.group(2), written.find() ? written.group(1) : "");
    }
    return found;
  }

  /** A default of Terraform as CloudFormation writes it. */
  private static String simple(String written) {
    return switch (written) {
      case "true" -> "yes";
      case "false" -> "no";
      case "[]" -> "";
      default -> written.replace("\"", "");
    };
  }

  private static String snake(String name) {
    return name.replaceAll("(?<!^)(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
