package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.deploy.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The table of docs/deploy.md lists the parameters of main.yaml. After a change there:
 *
 * <pre>
 * mvn -pl tests/deploy -am test -Dtest=DeployPageTest -Dsurefire.failIfNoSpecifiedTests=false
 *     -Ddocs.write=true</pre>
 */
class DeployPageTest {
  private static final String BEGIN = "<!-- parameters: written by DeployPageTest -->\n";
  private static final String END = "<!-- end of parameters -->\n";

  @Test
  void listsTheParameters() throws Exception {
    Path page = Tool.ROOT.resolve("docs/deploy.md");
    String written = Files.readString(page);
    int from = written.indexOf(BEGIN) + BEGIN.length();
    String expected =
        written.substring(0, from) + table() + written.substring(written.indexOf(END));

    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(page, expected);
    }

    assertEquals(expected, Files.readString(page), page + ": -Ddocs.write=true writes it");
  }

  private static String table() {
    Template main = StackTemplates.read("main");
    StringBuilder table =
        new StringBuilder("| parameter | values | default | what it says |\n|---|---|---|---|\n");
    for (JsonNode group :
        main.document().at("/Metadata/AWS::CloudFormation::Interface/ParameterGroups")) {
      table.append("| **").append(group.at("/Label/default").asText()).append("** | | | |\n");
      for (JsonNode name : group.path("Parameters")) {
        JsonNode rules = main.parameter(name.asText());
        String byDefault = rules.path("Default").asText();
        table.append("| `").append(name.asText()).append("` | ").append(values(rules));
        table.append(" | ").append(byDefault.isEmpty() ? "" : "`" + byDefault + "`");
        table.append(" | ").append(rules.path("Description").asText().strip()).append(" |\n");
      }
    }
    return table.toString();
  }

  private static String values(JsonNode rules) {
    JsonNode allowed = rules.path("AllowedValues");
    if (allowed.size() > 10) {
      return allowed.path(0).asText() + " to " + allowed.path(allowed.size() - 1).asText();
    }
    StringBuilder values = new StringBuilder();
    for (JsonNode each : allowed) {
      values.append(values.isEmpty() ? "`" : ", `").append(each.asText()).append('`');
    }
    if (!values.isEmpty()) {
      return values.toString();
    }
    String number =
        rules.path("Type").asText().equals("Number") ? "a number" : "a list with commas";
    return rules.path("ConstraintDescription").asText(number).replaceAll("\\.$", "");
  }
}
