package dev.weir.fluentbit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Fluent Bit's classic format: heads in brackets, keys and values below them, {@code @INCLUDE} of
 * other files. One for each configuration; not thread-safe.
 */
final class ClassicFormat {
  private static final String INCLUDE = "@include ";

  private final ConfigurationFiles files;
  private final List<Section> sections = new ArrayList<>();

  ClassicFormat(ConfigurationFiles files) {
    this.files = files;
  }

  /** All sections of the file and of what it includes. */
  List<Section> read(Path file) throws FluentBitFileException {
    readInto(file);
    return List.copyOf(sections);
  }

  private void readInto(Path file) throws FluentBitFileException {
    List<String> lines = files.lines(file);
    List<Property> properties = null;
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      boolean indented = Character.isWhitespace(line.charAt(0));
      if (!indented && text.toLowerCase(Locale.ROOT).startsWith(INCLUDE)) {
        for (Path included : files.included(file, number, text.substring(INCLUDE.length()))) {
          readInto(included);
        }
      } else if (!indented && text.startsWith("@")) {
        files.set(text);
      } else if (!indented && text.startsWith("[")) {
        properties = new ArrayList<>();
        sections.add(new Section(kind(file, number, text), file, number, properties));
      } else if (!text.startsWith("[")) {
        if (properties == null) {
          throw new FluentBitFileException(
              file, number, "a key before the first [SECTION]; is this the classic format?");
        }
        properties.add(property(file, number, text));
      }
    }
  }

  private Property property(Path file, int number, String text) throws FluentBitFileException {
    int space = 0;
    while (space < text.length() && !Character.isWhitespace(text.charAt(space))) {
      space++;
    }
    if (space == text.length()) {
      throw new FluentBitFileException(file, number, "'" + text + "' has no value");
    }
    return new Property(
        text.substring(0, space), files.substitute(text.substring(space).strip()), number);
  }

  private static Section.Kind kind(Path file, int number, String text)
      throws FluentBitFileException {
    int end = text.indexOf(']');
    if (end < 0) {
      throw new FluentBitFileException(file, number, "'" + text + "' lacks its ]");
    }
    return switch (text.substring(1, end).strip().toLowerCase(Locale.ROOT)) {
      case "service" -> Section.Kind.SERVICE;
      case "input" -> Section.Kind.INPUT;
      case "filter" -> Section.Kind.FILTER;
      case "output" -> Section.Kind.OUTPUT;
      case "node" -> Section.Kind.NODE;
      default -> Section.Kind.OTHER;
    };
  }
}
