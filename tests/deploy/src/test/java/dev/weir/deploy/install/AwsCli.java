package dev.weir.deploy.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.deploy.Tool;
import dev.weir.lab.AwsEndpoint;
import dev.weir.lab.PythonPackages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The AWS CLI in a folder for the {@code PATH}, pointed at a simulator of AWS. */
final class AwsCli {
  private final Path folder;
  private final AwsEndpoint endpoint;

  /** Installs it into the lab's cache folder at the first call on a machine. */
  AwsCli(Path folder, AwsEndpoint endpoint) {
    this.folder = folder;
    this.endpoint = endpoint;
    try (InputStream in =
        Objects.requireNonNull(AwsCli.class.getResourceAsStream("aws-requirements.txt"))) {
      String requirements = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Path python = PythonPackages.installed("aws", requirements);
      Files.createDirectories(folder);
      Path program = folder.resolve("aws");
      Files.writeString(
          program,
          "#!/bin/sh\nexec '%s' -I '%s' \"$@\"\n".formatted(python, python.resolveSibling("aws")));
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot install the AWS CLI", e);
    }
  }

  /** What a script needs to find and use it. */
  Map<String, String> environment() {
    return Map.of(
        "PATH", folder + ":" + System.getenv("PATH"),
        "AWS_ENDPOINT_URL", endpoint.endpoint().toString(),
        "AWS_ACCESS_KEY_ID", endpoint.accessKey(),
        "AWS_SECRET_ACCESS_KEY", endpoint.secretKey(),
        "AWS_DEFAULT_REGION", endpoint.region(),
        "AWS_EC2_METADATA_DISABLED", "true");
  }

  /** Runs it; what it printed as text. */
  String run(String... arguments) {
    List<String> line = new ArrayList<>(List.of(folder.resolve("aws").toString()));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--output", "text"));
    Tool.Finished finished = Tool.named("env").run(folder, environment(), line);
    assertEquals(0, finished.code(), finished.output());
    return finished.output().strip();
  }
}
