package dev.weir.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The keys of a file as a JSON Schema, draft 7: what the YAML plugins of editors read. */
public final class KeySchema {
  private static final String VARIABLE = "\\$\\{";

  private final Map<String, DeclaredKey> keys;
  private final Map<String, String> meanings;
  private final boolean variables;

  private KeySchema(
      Map<String, DeclaredKey> keys, Map<String, String> meanings, boolean variables) {
    this.keys = keys;
    this.meanings = meanings;
    this.variables = variables;
  }

  /**
   * The schema as JSON.
   *
   * @param meanings of keys, by their paths
   * @param variables whether the environment may stand for values
   */
  public static String of(
      String title,
      Map<String, DeclaredKey> keys,
      Map<String, String> meanings,
      boolean variables) {
    KeySchema schema = new KeySchema(keys, meanings, variables);
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", "http://json-schema.org/draft-07/schema#");
    root.put("title", title);
    root.putAll(schema.section(""));
    if (variables) {
      Map<String, Object> variable = new LinkedHashMap<>();
      variable.put("type", "string");
      variable.put("pattern", VARIABLE);
      root.put("definitions", Map.of("variable", variable));
    }
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> section(String path) {
    Map<String, Object> properties = new LinkedHashMap<>();
    String begin = path.isEmpty() ? "" : path + ".";
    keys.values().stream()
        .filter(key -> key.path().startsWith(begin))
        .filter(key -> !key.path().substring(begin.length()).matches(".*[.\\[].*"))
        .forEach(key -> properties.put(key.path().substring(begin.length()), property(key)));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", List.of("object", "null"));
    Object own = properties.remove(DeclaredKeys.OWN);
    if (!properties.isEmpty()) {
      schema.put("properties", properties);
    }
    schema.put("additionalProperties", own == null ? false : own);
    return schema;
  }

  private Map<String, Object> property(DeclaredKey key) {
    Map<String, Object> schema = new LinkedHashMap<>();
    String meaning = meanings.get(key.path());
    if (meaning != null) {
      schema.put("description", meaning + range(key));
    }
    if (key.constant() != null) {
      schema.put("default", key.constant());
    }
    List<Map<String, Object>> ways = ways(key);
    if (ways.size() == 1) {
      schema.putAll(ways.getFirst());
    } else {
      schema.put("anyOf", ways);
    }
    return schema;
  }

  private static String range(DeclaredKey key) {
    boolean told =
        key.takes().stream()
            .anyMatch(takes -> takes instanceof Takes.Time || takes instanceof Takes.Size);
    return told ? " " + KeyCells.value(key) + "." : "";
  }

  private List<Map<String, Object>> ways(DeclaredKey key) {
    List<Map<String, Object>> values = new ArrayList<>();
    boolean any = key.takes().stream().anyMatch(KeySchema::isAnyText);
    key.takes().stream()
        .filter(takes -> !any || isAnyText(takes) || isNoText(takes))
        .map(this::value)
        .distinct()
        .forEach(values::add);
    if (variables && key.takes().stream().anyMatch(KeySchema::isNoText)) {
      values.add(Map.of("$ref", "#/definitions/variable"));
    }
    List<Map<String, Object>> ways = new ArrayList<>();
    if (key.isValue()) {
      ways.addAll(values);
    }
    if (key.isList()) {
      ways.add(list(values.size() == 1 ? values.getFirst() : Map.of("anyOf", values)));
    }
    if (key.isSection()) {
      ways.add(section(key.path()));
    }
    if (key.isSections()) {
      Map<String, Object> items = section(key.path() + "[]");
      items.put("type", "object");
      ways.add(list(items));
    }
    return ways;
  }

  private static boolean isAnyText(Takes takes) {
    return takes instanceof Takes.Text text && text.pattern() == null;
  }

  private static boolean isNoText(Takes takes) {
    return switch (takes) {
      case Takes.Any _, Takes.Text _, Takes.Time _, Takes.Size _ -> false;
      case Takes.Whole _, Takes.Share _, Takes.Truth _, Takes.Words _ -> true;
    };
  }

  private static Map<String, Object> list(Map<String, Object> items) {
    return object("type", List.of("array", "null"), "items", items);
  }

  private Map<String, Object> value(Takes takes) {
    return switch (takes) {
      case Takes.Whole(int min, int max) ->
          object("type", "integer", "minimum", min, "maximum", max);
      case Takes.Share() -> object("type", "number", "minimum", 0, "maximum", 1);
      case Takes.Any _ -> object();
      case Takes.Truth() -> object("type", "boolean");
      case Takes.Words(List<String> words) -> object("enum", words);
      case Takes.Time time ->
          object("type", "string", "pattern", pattern("\\d{1,9}\\s*(ms|s|m|h|d)"));
      case Takes.Size size ->
          object(
              "type",
              List.of("string", "integer"),
              "pattern",
              pattern("\\d{1,12}\\s*(B|KiB|MiB|GiB|TiB)?"));
      case Takes.Text text -> text(text.pattern());
    };
  }

  /** YAML takes a text for a number or a boolean if it looks so, and Weir takes it as it stands. */
  private Map<String, Object> text(@Nullable String pattern) {
    List<String> types = List.of("string", "number", "boolean");
    if (pattern == null) {
      return object("type", types);
    }
    return object("type", types, "pattern", pattern(pattern));
  }

  private String pattern(String whole) {
    return "^(?:" + whole + ")$" + (variables ? "|" + VARIABLE : "");
  }

  private static Map<String, Object> object(Object... pairs) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      object.put((String) Objects.requireNonNull(pairs[i]), pairs[i + 1]);
    }
    return object;
  }
}
