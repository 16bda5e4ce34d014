package dev.weir.parse;

import dev.weir.type.EcsRule;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The native fields, groups and conditions of a type's rules, one of each. Not thread-safe. */
final class NativeFields {
  private final byte[] absent;
  private final Map<String, NativeField> byPath = new LinkedHashMap<>();
  private final Map<String, NativeGroup> groups = new LinkedHashMap<>();
  private final Map<Map.Entry<String, List<String>>, ValueCondition> conditions =
      new LinkedHashMap<>();

  /**
   * None yet.
   *
   * @param absent the text that stands for no value; empty for none
   */
  NativeFields(String absent) {
    this.absent = absent.getBytes(StandardCharsets.UTF_8);
  }

  /** Those that a rule takes from. */
  NativeField[] from(EcsRule rule) {
    return rule.from().stream().map(this::field).toArray(NativeField[]::new);
  }

  /** What has to hold for a rule. */
  ValueCondition[] when(EcsRule rule) {
    return conditions(rule.when());
  }

  /** What keeps a rule from being asked. */
  ValueCondition[] unless(EcsRule rule) {
    return conditions(rule.unless());
  }

  private ValueCondition[] conditions(Map<String, List<String>> values) {
    return values.entrySet().stream()
        .map(
            entry ->
                conditions.computeIfAbsent(
                    Map.entry(entry.getKey(), entry.getValue()),
                    when -> new ValueCondition(field(when.getKey()), when.getValue())))
        .toArray(ValueCondition[]::new);
  }

  NativeField[] fields() {
    return byPath.values().toArray(NativeField[]::new);
  }

  ValueCondition[] conditions() {
    return conditions.values().toArray(ValueCondition[]::new);
  }

  NativeGroup[] groups() {
    return groups.values().toArray(NativeGroup[]::new);
  }

  private NativeField field(String path) {
    return byPath.computeIfAbsent(path, text -> new NativeField(text, absent, group(text)));
  }

  private @Nullable NativeGroup group(String path) {
    int end = NativeGroup.end(path);
    return end == path.length()
        ? null
        : groups.computeIfAbsent(path.substring(0, end), name -> new NativeGroup(name));
  }
}
