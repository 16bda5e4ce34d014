package dev.weir.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      FluentBit found =
          at(Path.of(named))
              .orElseThrow(
                  () -> new IllegalArgumentException(named + " is no Fluent Bit that runs here"));
      return Optional.of(found);
    }
    return installed("fluent-bit");
  }

  /**
   * The one of {@link #find}, and those that are named {@code fluent-bit-4} and {@code
   * fluent-bit-5}, each version once; one empty element if there is none.
   */
  public static List<Optional<FluentBit>> all() {
    Map<String, FluentBit> byVersion = new LinkedHashMap<>();
    Stream.of(find(null), installed("fluent-bit-4"), installed("fluent-bit-5"))
        .flatMap(Optional::stream)
        .forEach(found -> byVersion.putIfAbsent(found.version(), found));
    return byVersion.isEmpty()
        ? List.of(Optional.empty())
        : byVersion.values().stream().map(Optional::of).toList();
  }

  /** The ways to the sidecar: straight, which is an empty element, and through each of all. */
  public static List<Optional<FluentBit>> ways() {
    return Stream.concat(Stream.of(Optional.<FluentBit>empty()), all().stream())
        .distinct()
        .toList();
  }

  private static Optional<FluentBit> installed(String name) {
    String path = System.getenv("PATH");
    return Stream.of((path == null ? "" : path + ":") + "/opt/fluent-bit/bin")
        .flatMap(folders -> Stream.of(folders.split(":", -1)))
        .flatMap(folder -> at(Path.of(folder).resolve(name)).stream())
        .findFirst();
  }

  private static Optional<FluentBit> at(Path program) {
    if (!Files.isExecutable(program) || Files.isDirectory(program)) {
      return Optional.empty();
    }
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(10, TimeUnit.SECONDS);
      Matcher version = VERSION.matcher(printed);
      return version.find()
          ? Optional.of(new FluentBit(program, version.group(1)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
