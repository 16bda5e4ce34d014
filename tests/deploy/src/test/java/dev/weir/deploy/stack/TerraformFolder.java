package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.deploy.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A copy of the modules to work in, so that no state and no provider stays in the checkout. */
final class TerraformFolder {
  private final Tool terraform;
  private final Path folder;
  private final Map<String, String> environment;

  private TerraformFolder(Tool terraform, Path folder, Map<String, String> environment) {
    this.terraform = terraform;
    this.folder = folder;
    this.environment = environment;
  }

  /** Copies into {@code folder}; the test is skipped without Terraform or its provider. */
  static TerraformFolder in(Path folder) throws IOException {
    Tool terraform = Tool.named("terraform");
    Map<String, String> environment = environment(folder);
    for (String part : List.of("iam", "terraform")) {
      Path from = Tool.ROOT.resolve("ec2").resolve(part);
      try (Stream<Path> files = Files.walk(from)) {
        files
            .filter(Files::isRegularFile)
            .filter(file -> !file.toString().contains("/.terraform"))
            .forEach(file -> copy(file, folder.resolve(part).resolve(from.relativize(file))));
      }
    }
    return new TerraformFolder(terraform, folder, environment);
  }

  /** Writes a file below the copy, such as {@code terraform/modules/s3/x_override.tf}. */
  void write(String path, String text) throws IOException {
    Files.writeString(folder.resolve(path), text);
  }

  /** Runs it in a folder of the copy, and fails with what it printed. */
  String run(String in, List<String> arguments) {
    Tool.Finished finished = terraform.run(folder.resolve(in), environment, arguments);
    assertEquals(0, finished.code(), finished.output());
    return finished.output();
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
   * in the folder that {@code weir.terraform.mirror} names.
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
