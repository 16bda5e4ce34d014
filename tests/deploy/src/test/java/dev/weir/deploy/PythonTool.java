package dev.weir.deploy;

import dev.weir.lab.PythonPackages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Programs of PyPI, each in a Python of its own in the lab's cache folder. */
public final class PythonTool {
  private PythonTool() {}

  /**
   * The program, with the packages of {@code <name>-requirements.txt}. The first call on a machine
   * installs them: cfn-lint takes 180 MB, checkov 290 MB.
   *
   * @throws dev.weir.lab.LabException that says what to install, if there is no Python or PyPI is
   *     out of reach
   */
  public static Tool named(String name) throws IOException {
    String resource = name + "-requirements.txt";
    try (InputStream in = PythonTool.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no list of packages " + resource);
      }
      String requirements = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Path python = PythonPackages.installed(name, requirements);
      // -I: nothing of the caller's Python settings and folders.
      return new Tool(List.of(python.toString(), "-I", python.resolveSibling(name).toString()));
    }
  }
}
