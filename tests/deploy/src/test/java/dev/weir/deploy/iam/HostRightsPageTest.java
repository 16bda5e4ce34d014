package dev.weir.deploy.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** The page on security tells the rights of hosts as {@code ec2/iam/host.json} gives them. */
class HostRightsPageTest {
  private static final Path PAGE = Tool.ROOT.resolve("docs/security.md");
  private static final String BEGIN = "<!-- generated from ec2/iam/host.json -->\n";
  private static final String END = "<!-- end of ec2/iam/host.json -->\n";

  @Test
  void thePageHoldsTheTableOfTheFile() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String written = page.substring(0, begin) + table() + page.substring(page.indexOf(END, begin));

    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, written);
    }

    assertEquals(written, Files.readString(PAGE), "run this test with -Ddocs.write=true");
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("| policy | to | with | rights | on |\n|---|---|---|---|---|\n");
    for (JsonNode policy : PolicyFile.named("host.json").json().path("Policies")) {
      String name = "`" + policy.path("Name").asText() + "`";
      String what = policy.path("For").asText();
      String with =
          policy.has("Form")
              ? policy.path("Form").asText()
              : policy.has("When") ? condition(policy.path("When").asText()) : "";
      for (JsonNode statement : policy.path("Statement")) {
        table.append(
            "| %s | %s | %s | %s | %s |\n"
                .formatted(
                    name,
                    what,
                    with,
                    codes(statement.path("Action")),
                    codes(statement.path("Resource"))));
        name = "";
        what = "";
        with = "";
      }
    }
    return table.toString();
  }

  /** What a reader sets for it. */
  private static String condition(String choice) {
    return switch (choice) {
      case "Sweep" -> "`SweepRights` is yes";
      case "AfterTag" -> "`After` is tag";
      case "AfterDelete" -> "`After` is delete";
      case "Key" -> "keys of yours or of the stack";
      case "Domain" -> "a domain of Amazon OpenSearch Service";
      case "Serverless" -> "`Search` is serverless";
      case "OpenSearchRole" -> "`OpenSearchRoleArn`";
      case "Output" -> "an output bucket";
      case "FleetKeyInSecrets" -> "no `FleetKeyParameter`";
      case "FleetKeyInSsm" -> "`FleetKeyParameter`";
      default -> throw new IllegalArgumentException("no words for the choice " + choice);
    };
  }

  private static String codes(JsonNode list) {
    StringJoiner codes = new StringJoiner(", ");
    list.forEach(each -> codes.add("`" + each.asText() + "`"));
    return codes.toString();
  }
}
