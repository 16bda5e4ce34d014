package dev.weir.deploy.install;

import dev.weir.deploy.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A script of {@code ec2/host}, run as it is installed, with the checkout's Weir. */
final class HostScript {
  private final Path script;
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  /** In {@code folder} lie what stands for {@code /etc/weir} and the console. */
  HostScript(String name, Path folder) {
    this.script = Tool.ROOT.resolve("ec2/host").resolve(name);
    this.folder = folder;
    try {
      Files.createDirectories(folder.resolve("etc"));
      Files.writeString(folder.resolve("console"), "");
      with("WEIR_ETC", folder.resolve("etc").toString());
      with("WEIR_CONSOLE", folder.resolve("console").toString());
      with("WEIR_SHARE", Tool.ROOT.resolve("ec2").toString());
      with("WEIR_PROGRAM", program().toString());
      with("WEIR_GROUP", Tool.named("id").run(List.of("-gn")).output().strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + folder, e);
    }
  }

  HostScript with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Tool.Finished run(String... arguments) {
    return Tool.named("bash").run(folder, environment, command(arguments));
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(script.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** The weir.yaml that it wrote. */
  Path configuration() {
    return folder.resolve("etc/weir.yaml");
  }

  /** What it printed on the console of the instance. */
  String console() throws IOException {
    return Files.readString(folder.resolve("console"));
  }

  /** The launcher of the classes under test. */
  private Path program() throws IOException {
    Path program = folder.resolve("weir");
    Files.writeString(
        program,
        """
        #!/bin/sh
        exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' dev.weir.cli.Main "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program;
  }
}
