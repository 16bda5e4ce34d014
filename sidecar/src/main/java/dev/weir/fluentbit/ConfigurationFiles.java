package dev.weir.fluentbit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of one configuration, bounded in number and size, and what variables stand for. */
final class ConfigurationFiles {
  private static final int MAX_FILES = 200;
  private static final long MAX_BYTES = 1 << 20;
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  private final Path folder;
  private final UnaryOperator<@Nullable String> environment;
  private final Map<String, String> set = new HashMap<>();
  private final Set<Path> read = new HashSet<>();

  /**
   * The files of a configuration.
   *
   * @param first relative names are looked for beside it
   * @param environment gives null for a variable that is not set
   */
  ConfigurationFiles(Path first, UnaryOperator<@Nullable String> environment) {
    Path parent = first.toAbsolutePath().getParent();
    this.folder = parent == null ? Path.of("/") : parent;
    this.environment = environment;
  }

  /** The lines of a file that was not read before. */
  List<String> lines(Path file) throws FluentBitFileException {
    return text(file).lines().toList();
  }

  /** The text of a file that was not read before. */
  String text(Path file) throws FluentBitFileException {
    if (!Files.exists(file)) {
      throw new FluentBitFileException(file, 1, "no such file");
    }
    try {
      if (Files.isDirectory(file) || Files.size(file) > MAX_BYTES) {
        throw new FluentBitFileException(file, 1, "no file of at most 1 MiB");
      }
      if (!read.add(file.toRealPath()) || read.size() > MAX_FILES) {
        throw new FluentBitFileException(file, 1, "included twice, or the last of too many files");
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new FluentBitFileException(file, 1, "cannot be read");
    }
  }

  /** What an include names; {@code *} stands for a part of the last name. */
  List<Path> included(Path by, int line, String given) throws FluentBitFileException {
    String name = substitute(given.strip());
    Path path = resolve(name);
    if (!name.contains("*")) {
      if (!Files.exists(path)) {
        throw new FluentBitFileException(by, line, "includes " + name + ": no such file");
      }
      return List.of(path);
    }
    Path parent = path.getParent();
    Path pattern = path.getFileName();
    if (parent == null || pattern == null || !Files.isDirectory(parent)) {
      throw new FluentBitFileException(by, line, "includes " + name + ": no such folder");
    }
    try (DirectoryStream<Path> matching = Files.newDirectoryStream(parent, pattern.toString())) {
      Set<Path> sorted = new TreeSet<>();
      matching.forEach(sorted::add);
      return new ArrayList<>(sorted);
    } catch (IOException e) {
      throw new FluentBitFileException(by, line, "includes " + name + ": cannot be read");
    }
  }

  /** A name as Fluent Bit finds it: beside the first file. */
  Path resolve(String name) {
    return folder.resolve(name);
  }

  /** Takes {@code @SET NAME=value} in. */
  void set(String line) {
    int space = line.indexOf(' ');
    int equals = line.indexOf('=');
    if (line.regionMatches(true, 0, "@set", 0, 4) && space > 0 && equals > space) {
      set.put(line.substring(space, equals).strip(), line.substring(equals + 1).strip());
    }
  }

  /** Whether a variable stands in a value still: it was not set. */
  static boolean hasUnset(String substituted) {
    return VARIABLE.matcher(substituted).find();
  }

  /** What to write so that the variables of such a value are known to the check. */
  static String toSet(String substituted) {
    Set<String> names = new TreeSet<>();
    Matcher variables = VARIABLE.matcher(substituted);
    while (variables.find()) {
      names.add(variables.group(1) + "=…");
    }
    return "export "
        + String.join(" ", names)
        + " before this check, with the value Fluent Bit gets";
  }

  /** Puts values in the place of variables; one that is not set stays as it is written. */
  String substitute(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found -> {
              String name = found.group(1);
              String value = set.getOrDefault(name, environment.apply(name));
              return Matcher.quoteReplacement(value == null ? found.group() : value);
            });
  }
}
