package dev.weir.ruleset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Files of rules in a folder and those below it, or one file. */
public final class FolderRules implements RuleFiles {
  /** As deep as folders lie in one another; links are not followed. */
  private static final int DEEPEST = 32;

  private final Path root;
  private final Predicate<String> names;

  /**
   * The files of a folder.
   *
   * @param names tells files of rules by their names; a root that is a file counts whatever its
   *     name
   */
  public FolderRules(Path root, Predicate<String> names) {
    this.root = root;
    this.names = names;
  }

  @Override
  public SortedMap<String, String> list() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    if (Files.isRegularFile(root)) {
      files.put("", version(root));
      return files;
    }
    // A link to the folder is what deployments switch over; none is followed below it.
    try (Stream<Path> below = Files.walk(root.toRealPath(), DEEPEST)) {
      for (Path file : (Iterable<Path>) below::iterator) {
        String name = root.toRealPath().relativize(file).toString();
        if (names.test(name) && Files.isRegularFile(file)) {
          files.put(name, version(file));
        }
      }
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file or folder " + root, e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return files;
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(name.isEmpty() ? root : root.resolve(name));
  }

  private static String version(Path file) throws IOException {
    BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
    return is.lastModifiedTime() + " " + is.size() + " " + is.fileKey();
  }
}
