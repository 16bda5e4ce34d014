package dev.weir.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** The files of an installation in the order of their paths; each has its folders before it. */
final class Tree {
  /** Below them the configuration is, which only Weir's group may read. */
  private static final String CONFIGURATION = "etc/weir";

  private static final String GROUP = "weir";

  private final Path work;
  private final TreeMap<String, Item> items = new TreeMap<>();

  /** An empty one that writes the texts it is given below {@code work}. */
  Tree(Path work) {
    this.work = work;
  }

  /** A copy to which files can be added; {@code renamed} gives each file its path there. */
  Tree copy(UnaryOperator<String> renamed) {
    Tree copy = new Tree(work);
    for (Item item : items.values()) {
      switch (item) {
        case Item.File file ->
            copy.add(
                new Item.File(
                    renamed.apply(file.path()),
                    file.source(),
                    file.mode(),
                    file.group(),
                    file.config()));
        case Item.Link link -> copy.add(link);
        case Item.Folder folder -> {
          if (isConfiguration(folder.path())) {
            copy.add(folder);
          }
        }
      }
    }
    return copy;
  }

  Collection<Item> items() {
    return Collections.unmodifiableCollection(items.values());
  }

  void program(String path, Path source) {
    add(new Item.File(path, source, 0755, "root", false));
  }

  void file(String path, Path source) {
    add(new Item.File(path, source, 0644, "root", false));
  }

  /** A file that the user changes and an upgrade keeps. */
  void configuration(String path, Path source) {
    add(new Item.File(path, source, 0640, GROUP, true));
  }

  void text(String path, String text) throws IOException {
    file(path, write(path, text.getBytes(StandardCharsets.UTF_8)));
  }

  void zipped(String path, String text) throws IOException {
    GzipParameters parameters = new GzipParameters();
    parameters.setCompressionLevel(9);
    Path file = write(path, new byte[0]);
    try (OutputStream out =
        new GzipCompressorOutputStream(Files.newOutputStream(file), parameters)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    file(path, file);
  }

  void link(String path, String target) {
    add(new Item.Link(path, target));
  }

  void folder(String path) {
    boolean config = isConfiguration(path);
    parents(path);
    items.putIfAbsent(path, new Item.Folder(path, config ? 0750 : 0755, config ? GROUP : "root"));
  }

  private void add(Item item) {
    parents(item.path());
    items.put(item.path(), item);
  }

  private void parents(String path) {
    int slash = path.lastIndexOf('/');
    if (slash > 0) {
      folder(path.substring(0, slash));
    }
  }

  private static boolean isConfiguration(String path) {
    return path.equals(CONFIGURATION) || path.startsWith(CONFIGURATION + "/");
  }

  private Path write(String path, byte[] content) throws IOException {
    Path file = work.resolve("texts").resolve(path);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }
}
