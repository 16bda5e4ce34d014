package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the two scripts say before they ask AWS for anything. */
class DeployScriptsTest {
  @ParameterizedTest
  @CsvSource({"deploy.sh, --dry-run", "remove.sh, --keep-data"})
  void explainThemselves(String script, String option) {
    Tool.Finished finished = run(script, "--help");

    assertEquals(0, finished.code());
    assertTrue(finished.output().startsWith("Usage: ec2/" + script), finished::output);
    assertTrue(finished.output().contains(option), finished::output);
  }

  @ParameterizedTest
  @CsvSource({
    "deploy.sh, Emial=a@example.com, main.yaml has no parameter Emial",
    "deploy.sh, --stak, neither an option nor NAME=VALUE",
    "deploy.sh, --stack, --stack needs a value",
    "deploy.sh, --parameters=x, neither an option nor NAME=VALUE",
    "remove.sh, --yes, say what becomes of the data",
    "remove.sh, --delete, --delete is no option",
  })
  void refuseWhatTheyDoNotKnow(String script, String argument, String because) {
    Tool.Finished finished = run(script, argument);

    assertEquals(2, finished.code(), finished.output());
    assertTrue(finished.output().contains(because), finished::output);
  }

  @Test
  void namesTheLineOfAParameterFileThatIsWrong(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("p"), "# mine\n\nMinHosts=2\nMaxHosts 4\n");

    Tool.Finished finished = run("deploy.sh", "--parameters", file.toString());

    assertEquals(2, finished.code());
    assertTrue(finished.output().contains("the line 'MaxHosts 4' of"), finished::output);
  }

  private static Tool.Finished run(String script, String... arguments) {
    List<String> line = new ArrayList<>(List.of("ec2/" + script));
    line.addAll(List.of(arguments));
    return Tool.named("bash").run(line);
  }
}
