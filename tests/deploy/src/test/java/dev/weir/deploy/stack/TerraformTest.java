package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.deploy.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.stream.Stream;
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
    Tool terraform = Tool.named("terraform");
    Map<String, String> environment = environment(folder);
    Path root = copied(folder);

    for (List<String> step :
        List.of(List.of("init", "-backend=false", "-no-color"), List.of("validate", "-no-color"))) {
      Tool.Finished finished = terraform.run(root, environment, step);
      assertEquals(0, finished.code(), finished.output());
    }
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

  /** A copy to work in, so that no state and no provider stays in the checkout. */
  private static Path copied(Path folder) throws IOException {
    for (String part : List.of("iam", "terraform")) {
      Path from = TEMPLATES.resolve(part);
      try (Stream<Path> files = Files.walk(from)) {
        files
            .filter(Files::isRegularFile)
            .filter(file -> !file.toString().contains("/.terraform"))
            .forEach(file -> copy(file, folder.resolve(part).resolve(from.relativize(file))));
      }
    }
    return folder.resolve("terraform");
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where Terraform finds its provider without a download: by the machine's own configuration, or
   * in the folder that {@code weir.terraform.mirror} names. The test is skipped where there is
   * neither.
   */
  private static Map<String, String> environment(Path folder) throws IOException {
    String mirror = System.getProperty("weir.terraform.mirror", "");
    if (mirror.isEmpty()) {
      String configuration = System.getenv().getOrDefault("TF_CLI_CONFIG_FILE", "");
      assumeTrue(
          Files.isRegularFile(Path.of(configuration)),
          "no folder of providers for terraform: set TF_CLI_CONFIG_FILE or weir.terraform.mirror");
      return Map.of("CHECKPOINT_DISABLE", "1");
    }
    Path configuration =
        Files.writeString(
            folder.resolve("terraform.rc"),
            """
            provider_installation {
              filesystem_mirror {
                path = "%s"
              }
            }
            """
                .formatted(mirror));
    return Map.of("CHECKPOINT_DISABLE", "1", "TF_CLI_CONFIG_FILE", configuration.toString());
  }
}
