package dev.weir.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A server of PyPI, in a Python of its own: the resource {@code <name>.py}, with the packages of
 * {@code <name>-requirements.txt}.
 */
final class PythonServer implements ServerCommand {
  private final String name;
  private final Path home;
  private final Path python;

  /**
   * Installs the packages if this user has not yet.
   *
   * @throws LabException if that cannot be
   */
  PythonServer(String name, Path home) {
    this.name = name;
    this.home = home;
    this.python = PythonPackages.installed(name, resource(name + "-requirements.txt"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> line(Map<String, Integer> earlierPorts) {
    try {
      Path script = Files.writeString(home.resolve(name + ".py"), resource(name + ".py"));
      // -I: nothing of the caller's Python settings and folders.
      return List.of(python.toString(), "-I", script.toString(), home.toString());
    } catch (IOException e) {
      throw new LabException("Cannot write the server " + name, e);
    }
  }

  @Override
  public boolean wantsOrderlyEnd() {
    return false;
  }

  @Override
  public void endedInOrder() {}

  private static String resource(String name) {
    try (InputStream in = PythonServer.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new LabException(name + " is missing from the lab's classes");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new LabException("Cannot read " + name, e);
    }
  }
}
