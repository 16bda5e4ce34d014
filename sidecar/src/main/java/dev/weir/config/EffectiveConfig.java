package dev.weir.config;

import dev.weir.flag.Flag;
import dev.weir.flag.FlagRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The configuration that holds, as YAML: defaults in, secrets out. */
final class EffectiveConfig {
  private EffectiveConfig() {}

  /** Prints what was read, with the flags as they are after the shipped ones joined. */
  static String print(Map<String, Object> read, WeirConfig config) {
    Map<String, Object> all = new LinkedHashMap<>(read);
    Map<String, Object> types = new TreeMap<>();
    config.types().forEach((name, type) -> types.put(name, shown(type)));
    all.put("types", types);
    all.put("flags", config.flags().stream().map(EffectiveConfig::shown).toList());
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setDereferenceAliases(true)
            .build();
    return new Dump(settings).dumpToString(withoutEmpty(all));
  }

  private static Map<?, ?> withoutEmpty(Map<?, ?> map) {
    Map<Object, Object> result = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          Object pruned = value instanceof Map<?, ?> inner ? withoutEmpty(inner) : value;
          if (!(pruned instanceof Map<?, ?> left && left.isEmpty())) {
            result.put(key, pruned);
          }
        });
    return result;
  }

  private static Map<String, Object> shown(TypeConfig type) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (type.period() != null) {
      map.put("period", type.period().name().toLowerCase(Locale.ROOT));
    }
    map.put("time_fields", type.timeFields());
    map.putAll(type.indices().shown());
    return map;
  }

  private static Map<String, Object> shown(FlagRule rule) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("types", List.copyOf(rule.types()));
    map.put("fields", List.copyOf(rule.fields()));
    map.put("one", shown(rule.one()));
    if (rule.other() != null) {
      map.put("other", shown(rule.other()));
    }
    return map;
  }

  private static Map<String, Object> shown(Flag flag) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", flag.name());
    if (flag.otherwise()) {
      map.put("otherwise", true);
    } else {
      map.putAll(flag.operators());
    }
    return map;
  }
}
