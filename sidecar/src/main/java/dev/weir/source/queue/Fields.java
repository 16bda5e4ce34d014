package dev.weir.source.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one JSON object says under the {@link KnownPaths}. Of a name that comes twice the first. */
final class Fields {
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, List<Fields>> lists = new HashMap<>();

  /** The text, number or boolean at a path, null if there is none. */
  @Nullable String text(String path) {
    return texts.get(path);
  }

  /** The same, an empty text if there is none. */
  String textOrEmpty(String path) {
    return texts.getOrDefault(path, "");
  }

  boolean has(String path, String value) {
    return value.equals(texts.get(path));
  }

  /** The elements of the array at a path, null if there is none. Texts in it are at {@code ""}. */
  @Nullable List<Fields> list(String path) {
    return lists.get(path);
  }

  void put(String path, String value) {
    texts.putIfAbsent(path, value);
  }

  List<Fields> addList(String path) {
    return lists.computeIfAbsent(path, unused -> new ArrayList<>());
  }
}
