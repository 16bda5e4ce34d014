package dev.weir.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Python with pinned packages of PyPI, installed once into the user's cache folder under a digest
 * of what they are and of the Python they are for. Several labs at once may ask for the same.
 */
public final class PythonPackages {
  private static final List<String> PYTHONS =
      List.of("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10");
  private static final String SUITABLE =
      "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10)) or print(sys.version)";

  private PythonPackages() {}

  /**
   * The interpreter that has the packages; the first call on a machine takes some 30 s. The scripts
   * of the packages lie beside the interpreter and must be run by it, since they name a folder that
   * has moved.
   *
   * @param requirements each package with all that it needs, pinned, in pip's form
   * @throws LabException that says what to install, if there is no Python or PyPI is out of reach
   */
  public static synchronized Path installed(String name, String requirements) {
    String python =
        PYTHONS.stream()
            .filter(each -> run(List.of(each, "-c", SUITABLE)).succeeded())
            .findFirst()
            .orElseThrow(
                () ->
                    new LabException(
                        name
                            + " needs Python 3.10 or later with venv, and none is on the"
                            + " PATH. Install it (Debian, Ubuntu: apt-get install python3-venv)"));
    String version = run(List.of(python, "-c", SUITABLE)).output();
    try {
      Path cache = CacheFolder.open();
      byte[] content = (version + requirements).getBytes(StandardCharsets.UTF_8);
      Path folder = cache.resolve(name + "-" + CacheFolder.digest(content));
      // The lock dies with its process, however that ends; what it left half done is then removed.
      try (FileChannel file =
              FileChannel.open(
                  cache.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock held = file.lock()) {
        if (held.isValid() && !Files.isDirectory(folder)) {
          install(python, requirements, cache.resolve(name + ".part"), folder);
        }
      }
      return folder.resolve("bin").resolve("python");
    } catch (IOException e) {
      throw new LabException("Cannot install the Python packages of " + name, e);
    }
  }

  private static void install(String python, String requirements, Path part, Path folder)
      throws IOException {
    if (Files.exists(part)) {
      RunFolder.delete(part);
    }
    must(List.of(python, "-m", "venv", part.toString()), "make a Python environment");
    Path pinned = Files.writeString(part.resolve("requirements.txt"), requirements);
    must(
        List.of(
            part.resolve("bin").resolve("python").toString(),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-input",
            "--no-deps",
            "--disable-pip-version-check",
            "--requirement",
            pinned.toString()),
        "install packages from PyPI");
    // Its interpreter finds all relative to itself, so the folder may move.
    Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void must(List<String> command, String what) {
    Finished finished = run(command);
    if (!finished.succeeded()) {
      throw new LabException(
          "Cannot "
              + what
              + " (python3-venv and a way to PyPI are needed): "
              + String.join(" ", command)
              + "\n"
              + finished.output().strip());
    }
  }

  private record Finished(boolean succeeded, String output) {}

  private static Finished run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Finished(process.waitFor() == 0, output);
    } catch (IOException notThere) {
      return new Finished(false, String.valueOf(notThere.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Finished(false, "interrupted");
    }
  }
}
