package dev.weir.supply;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run of the launcher with its output caught. */
record Run(int code, String out, String err) {
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  static Run of(Path launcher, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return of(List.of(), launcher, environment, arguments);
  }

  /** As a user whom permissions bind: who this is, or nobody where this is root. */
  static Run asSomebody(Path launcher, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return of(launcher, environment, arguments);
    }
    assumeTrue(Files.isExecutable(SETPRIV), "root needs setpriv to be somebody else");
    List<String> nobody =
        List.of(SETPRIV.toString(), "--reuid=65534", "--regid=65534", "--clear-groups");
    return of(nobody, launcher, environment, arguments);
  }

  private static Run of(
      List<String> before, Path launcher, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(before);
    command.add(launcher.toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Path err = Files.createTempFile("weir-launcher", ".err");
    try {
      Process process = builder.redirectError(err.toFile()).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Run(process.waitFor(), out, Files.readString(err));
    } finally {
      Files.delete(err);
    }
  }
}
