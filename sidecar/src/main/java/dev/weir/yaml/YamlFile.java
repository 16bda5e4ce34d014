package dev.weir.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * One file while it is read: ask its {@link #root} for what it should have, then {@link #check} it.
 */
public final class YamlFile {
  private final String name;
  private final Reading reading;
  private final Section root;

  private YamlFile(String name, Reading reading, Section root) {
    this.name = name;
    this.reading = reading;
    this.root = root;
  }

  /**
   * Opens a file.
   *
   * @throws InvalidFileException if there is none, or it is no YAML
   */
  public static YamlFile open(Path file, Environment environment) throws InvalidFileException {
    String text;
    try {
      if (Files.size(file) > YamlTree.MAX_CHARACTERS * 4L) {
        throw broken(file, "a larger file", "at most " + YamlTree.MAX_CHARACTERS + " characters");
      }
      text = Files.readString(file);
    } catch (CharacterCodingException e) {
      throw broken(file, "bytes that are not UTF-8", "UTF-8");
    } catch (NoSuchFileException e) {
      Problem missing = new Problem("", 0, "no such file", "a YAML file; is the path right?");
      throw new InvalidFileException(file.toString(), List.of(missing));
    } catch (IOException e) {
      throw broken(file, "no readable file", "a YAML file");
    }
    return of(
        file.toString(), text, environment, file.toAbsolutePath().getParent(), declared -> {});
  }

  /**
   * Takes a text.
   *
   * @param name what to call it in messages
   * @throws InvalidFileException if it is no YAML
   */
  public static YamlFile of(String name, String text, Environment environment)
      throws InvalidFileException {
    return of(name, text, environment, null, declared -> {});
  }

  /**
   * Takes a text.
   *
   * @param folder what paths in it are relative to; null where it is none
   * @param declarations hears of each key that the reader asks for
   */
  static YamlFile of(
      String name,
      String text,
      Environment environment,
      @Nullable Path folder,
      Consumer<Declaration> declarations)
      throws InvalidFileException {
    List<Problem> problems = new ArrayList<>();
    MappingNode root = YamlTree.compose(name, text, problems);
    if (!problems.isEmpty()) {
      throw new InvalidFileException(name, problems);
    }
    Reading reading = new Reading(environment, folder, problems, declarations);
    return new YamlFile(
        name, reading, root == null ? reading.absent("", 1) : reading.open("", 1, root));
  }

  /** A file that ships with the product, beside a class; a mistake in it is one in the product. */
  public static YamlFile shipped(Class<?> beside, String name) {
    try (InputStream in =
        Objects.requireNonNull(beside.getResourceAsStream(name), "no resource " + name)) {
      return of(name, new String(in.readAllBytes(), StandardCharsets.UTF_8), Environment.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidFileException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the file is called in messages. */
  public String name() {
    return name;
  }

  /** The file's keys and values. */
  public Section root() {
    return root;
  }

  /** The secrets that were read so far, by the paths of their keys. */
  public Map<String, Object> secrets() {
    return reading.secrets();
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidFileException with every problem that was found, and with the keys that nobody
   *     asked for
   */
  public void check() throws InvalidFileException {
    List<Problem> problems = reading.finish();
    if (!problems.isEmpty()) {
      throw new InvalidFileException(name, problems);
    }
  }

  private static InvalidFileException broken(Path file, String given, String expected) {
    return new InvalidFileException(file.toString(), List.of(new Problem("", 1, given, expected)));
  }
}
