package dev.weir.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A configuration that was read without a problem.
 *
 * @param config the values
 * @param effective the same as YAML with every default in it and secrets as {@code ***}
 * @param secrets the secrets, by the paths of their keys
 */
public record LoadedConfig(WeirConfig config, String effective, Map<String, Object> secrets) {
  /**
   * The keys at the top of the file whose values are others than before, and the paths of secrets
   * that are.
   */
  public List<String> changedFrom(LoadedConfig before) {
    Map<String, String> now = sections(effective);
    Map<String, String> then = sections(before.effective);
    TreeSet<String> keys = new TreeSet<>(now.keySet());
    keys.addAll(then.keySet());
    List<String> changed = new ArrayList<>();
    for (String key : keys) {
      if (!Objects.equals(now.get(key), then.get(key))) {
        changed.add(key);
      }
    }
    secrets.forEach(
        (key, secret) -> {
          Object other = before.secrets.get(key);
          if (other != null && !other.equals(secret)) {
            changed.add(key);
          }
        });
    return changed;
  }

  /** What may be shown. */
  @Override
  public String toString() {
    return effective;
  }

  /** The lines below each key that stands at the beginning of a line. */
  private static Map<String, String> sections(String yaml) {
    Map<String, StringBuilder> sections = new LinkedHashMap<>();
    StringBuilder at = new StringBuilder();
    for (String line : yaml.split("\n", -1)) {
      if (line.matches("[A-Za-z_].*")) {
        at =
            sections.computeIfAbsent(
                line.substring(0, line.indexOf(':')), _ -> new StringBuilder());
      }
      at.append(line).append('\n');
    }
    Map<String, String> texts = new LinkedHashMap<>();
    sections.forEach((key, lines) -> texts.put(key, lines.toString()));
    return texts;
  }
}
