package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.deploy.PythonTool;
import dev.weir.deploy.Tool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The templates have no finding of cfn-lint, and none of checkov that they do not explain. */
class LintTest {
  @Test
  void hasNoFindingOfCfnLint() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--"));
    StackTemplates.NAMES.forEach(name -> arguments.add("ec2/" + name + ".yaml"));

    Tool.Finished finished = PythonTool.named("cfn-lint").run(arguments);

    assertEquals("", finished.output());
    assertEquals(0, finished.code());
  }

  @Test
  void hasNoFindingOfThePolicyLinterWithoutAReason() throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--framework", "cloudformation", "--compact", "--quiet"));
    arguments.add("--skip-download");
    arguments.add("--file");
    StackTemplates.NAMES.forEach(name -> arguments.add("ec2/" + name + ".yaml"));

    Tool.Finished finished = PythonTool.named("checkov").run(arguments);

    assertEquals(0, finished.code(), finished.output());
    for (String name : StackTemplates.NAMES) {
      for (JsonNode resource : StackTemplates.read(name).section("Resources")) {
        for (JsonNode skipped : resource.at("/Metadata/checkov/skip")) {
          assertFalse(skipped.path("comment").asText().isBlank(), skipped::toString);
        }
      }
    }
  }
}
