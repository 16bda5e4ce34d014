package dev.weir.event;

import java.util.Arrays;
import java.util.List;

/**
 * The way to a field, {@code httpRequest.country}: names of maps inside maps, parted by dots. A
 * name that itself holds dots is found at the top level; below it, where the path has a backslash
 * before them, {@code extractedFields.@aws\.region}. Immutable.
 */
public final class FieldPath {
  private final String text;
  private final FieldName whole;
  private final FieldName[] names;

  private FieldPath(String text) {
    this.text = text;
    this.whole = new FieldName(plain(text));
    this.names = namesOf(text).stream().map(FieldName::new).toArray(FieldName[]::new);
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
