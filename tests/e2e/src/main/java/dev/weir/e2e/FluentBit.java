package dev.weir.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Fluent Bit that is installed on this machine.
 *
 * @param program the executable
 * @param version as it says itself, {@code 5.1.1}
 */
public record FluentBit(Path program, String version) {
  private static final Pattern VERSION = Pattern.compile("Fluent Bit v(\\S+)");

  /** What to tell a user who has none. */
  public static final String HOW_TO_INSTALL =
      "install it from https://docs.fluentbit.io/manual/installation (packages put it into"
          + " /opt/fluent-bit/bin), or name it with --fluent-bit PATH or $FLUENT_BIT";

  /**
   * Looks for one: the given path, $FLUENT_BIT, the PATH, /opt/fluent-bit/bin.
   *
   * @throws IllegalArgumentException if one was named and is none
   */
  public static Optional<FluentBit> find(@Nullable Path given) {
    String named = given != null ? given.toString() : System.getenv("FLUENT_BIT");
    if (named != null && !named.isEmpty()) {
      FluentBit found = at(Path.of(named));
      if (found == null) {
        throw new IllegalArgumentException(named + " is no Fluent Bit that runs here");
      }
      return Optional.of(found);
    }
    List<Path> folders = new ArrayList<>();
    String path = System.getenv("PATH");
    for (String folder : path == null ? new String[0] : path.split(":", -1)) {
      folders.add(Path.of(folder));
    }
    folders.add(Path.of("/opt/fluent-bit/bin"));
    for (Path folder : folders) {
      FluentBit found = at(folder.resolve("fluent-bit"));
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /**
   * All that are on the PATH, as {@code fluent-bit}, {@code fluent-bit-4} or {@code fluent-bit-5};
   * one empty element if there is none.
   */
  public static List<Optional<FluentBit>> all() {
    String path = System.getenv("PATH");
    List<Path> folders =
        Stream.of(path == null ? new String[0] : path.split(":", -1)).map(Path::of).toList();
    List<Optional<FluentBit>> found =
        Stream.of("fluent-bit", "fluent-bit-4", "fluent-bit-5")
            .map(
                name ->
                    folders.stream()
                        .map(folder -> folder.resolve(name))
                        .filter(Files::isExecutable)
                        .findFirst())
            .flatMap(Optional::stream)
            .map(FluentBit::find)
            .toList();
    return found.isEmpty() ? List.of(find(null)) : found;
  }

  private static @Nullable FluentBit at(Path program) {
    if (!Files.isExecutable(program) || Files.isDirectory(program)) {
      return null;
    }
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(10, TimeUnit.SECONDS);
      Matcher version = VERSION.matcher(printed);
      return version.find() ? new FluentBit(program, version.group(1)) : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
