package dev.weir.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The way to a field, {@code httpRequest.country}: names of maps inside maps, parted by dots. A
 * name that itself holds dots is found at the top level; below it, where the path has a backslash
 * before them, {@code extractedFields.@aws\.region}. Immutable.
 */
public final class FieldPath {
  private final String text;
  private final FieldName whole;
  private final FieldName[] names;

  /** The path's beginnings up to each dot, and itself: names that a record's top may have. */
  private final FieldName[] beginnings;

  private final byte[] utf8;

  private FieldPath(String text) {
    this.text = text;
    String plain = plain(text);
    this.whole = new FieldName(plain);
    this.names = namesOf(text).stream().map(FieldName::new).toArray(FieldName[]::new);
    this.utf8 = plain.getBytes(StandardCharsets.UTF_8);
    this.beginnings =
        IntStream.rangeClosed(0, plain.length())
            .filter(end -> end == plain.length() || plain.charAt(end) == '.')
            .mapToObj(end -> new FieldName(plain.substring(0, end)))
            .toArray(FieldName[]::new);
  }

  /** The names on the way, without the backslashes. */
  static List<String> namesOf(String text) {
    return Arrays.stream(text.split("(?<!\\\\)\\.", -1)).map(FieldPath::plain).toList();
  }

  private static String plain(String name) {
    return name.replace("\\.", ".");
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException if the text is empty or has an empty name in it
   */
  public static FieldPath of(String text) {
    if (text.isEmpty() || text.startsWith(".") || text.endsWith(".") || text.contains("..")) {
      throw new IllegalArgumentException("'" + text + "' is not a field's path: a.b.c");
    }
    return new FieldPath(text);
  }

  public static List<FieldPath> listOf(List<String> texts) {
    return texts.stream().map(FieldPath::of).toList();
  }

  /** Its text, without the backslashes. */
  byte[] utf8() {
    return utf8;
  }

  int beginnings() {
    return beginnings.length;
  }

  FieldName beginning(int index) {
    return beginnings[index];
  }

  FieldName whole() {
    return whole;
  }

  int depth() {
    return names.length;
  }

  FieldName name(int index) {
    return names[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldPath path && path.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
