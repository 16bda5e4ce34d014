package dev.weir.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/** A file in the making, as maps, lists and texts. Immutable. */
record YamlDraft(Map<String, @Nullable Object> root) {
  static final YamlDraft EMPTY = new YamlDraft(Map.of());

  /**
   * The same with a value.
   *
   * @param path as in {@code source.buckets[0].name}; what it leads through is made if it is absent
   */
  YamlDraft with(String path, @Nullable Object value) {
    return new YamlDraft(with(root, List.of(path.replace("[0]", ".[0]").split("\\.", -1)), value));
  }

  private static Map<String, @Nullable Object> with(
      @Nullable Object in, List<String> path, @Nullable Object value) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    if (in instanceof Map<?, ?> map) {
      map.forEach((key, each) -> copy.put((String) key, each));
    }
    String key = path.getFirst();
    List<String> rest = path.subList(1, path.size());
    if (rest.isEmpty()) {
      copy.put(key, value);
    } else if (rest.getFirst().equals("[0]")) {
      Object first = copy.get(key) instanceof List<?> list ? list.getFirst() : null;
      List<@Nullable Object> items = new ArrayList<>();
      items.add(with(first, rest.subList(1, rest.size()), value));
      copy.put(key, items);
    } else {
      copy.put(key, with(copy.get(key), rest, value));
    }
    return copy;
  }

  String text() {
    return new Dump(DumpSettings.builder().build()).dumpToString(root);
  }
}
