package dev.weir.ecs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of the schema. Immutable; compared by identity, there is one of each.
 *
 * <p>It knows the objects that it lies in by numbers, so that two fields tell how many they share
 * without comparing names.
 */
public final class EcsField {
  /** What a field holds. */
  public enum Type {
    KEYWORD("{\"type\":\"keyword\",\"ignore_above\":1024}"),
    TEXT("{\"type\":\"text\"}"),
    LONG("{\"type\":\"long\"}"),
    IP("{\"type\":\"ip\"}"),
    DATE("{\"type\":\"date_nanos\"}"),
    GEO_POINT("{\"type\":\"geo_point\"}"),
    /** Kept in the document and not searched. */
    STORED("{\"type\":\"keyword\",\"index\":false,\"doc_values\":false}");

    private final String mapping;

    Type(String mapping) {
      this.mapping = mapping;
    }

    /** The mapping of such a field, as JSON. */
    public String mapping() {
      return mapping;
    }
  }

  private final String name;
  private final int slot;
  private final Type type;
  private final int[] objects;
  private final byte[][] opening;
  private final byte[] label;

  private EcsField(
      String name, int slot, Type type, int[] objects, byte[][] opening, byte[] label) {
    this.name = name;
    this.slot = slot;
    this.type = type;
    this.objects = objects;
    this.opening = opening;
    this.label = label;
  }

  /**
   * A field.
   *
   * @param numbers of the objects that are known so far, by name; grows
   */
  static EcsField of(String name, int slot, Type type, Map<String, Integer> numbers) {
    String[] path = name.split("\\.", -1);
    int depth = path.length - 1;
    int[] objects = new int[depth];
    byte[][] opening = new byte[depth][];
    StringBuilder at = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      at.append('.').append(path[i]);
      objects[i] = numbers.computeIfAbsent(at.toString(), absent -> numbers.size());
      opening[i] = ascii('"' + path[i] + "\":{");
    }
    return new EcsField(name, slot, type, objects, opening, ascii('"' + path[depth] + "\":"));
  }

  /** Its name, {@code source.ip}. */
  public String name() {
    return name;
  }

  public Type type() {
    return type;
  }

  /** The first part of its name. */
  public String root() {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** Its place in the schema. */
  int slot() {
    return slot;
  }

  /** How many objects it lies in. */
  int depth() {
    return objects.length;
  }

  /** How many of those the other lies in, too. */
  private int shared(EcsField other) {
    int most = Math.min(objects.length, other.objects.length);
    int shared = 0;
    while (shared < most && objects[shared] == other.objects[shared]) {
      shared++;
    }
    return shared;
  }

  /**
   * What stands before its value: ends the objects that the field before it lies in alone, begins
   * those that it lies in alone.
   *
   * @param before null if it is the first
   */
  byte[] behind(@Nullable EcsField before) {
    int shared = before == null ? 0 : shared(before);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int depth = before == null ? 0 : before.depth(); depth > shared; depth--) {
      text.write('}');
    }
    text.write(',');
    for (int depth = shared; depth < objects.length; depth++) {
      text.writeBytes(opening[depth]);
    }
    text.writeBytes(label);
    return text.toByteArray();
  }

  @Override
  public String toString() {
    return name;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
