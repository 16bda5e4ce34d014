package dev.weir.parse;

import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.FieldProbe;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.type.EcsRule;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills the normal form from the native fields, by the rules of a type. What does not fit a field
 * is left out of it: it stays where it came from. Not thread-safe.
 */
final class EcsMapping {
  private final CompiledRule[] rules;

  /** For each rule the place of the first one behind it that is of another field. */
  private final int[] next;

  /** For the first rule of each field what records need for any of its rules; null for nothing. */
  private final @Nullable FieldProbe[] needs;

  private final NativeField[] fields;
  private final NativeGroup[] groups;
  private final ValueCondition[] conditions;

  /**
   * Compiles rules.
   *
   * @param absent the text that stands for no value in a native field; empty for none
   */
  EcsMapping(List<EcsRule> rules, String absent, EcsSchema schema) {
    NativeFields asked = new NativeFields(absent);
    this.rules =
        rules.stream()
            .map(rule -> new CompiledRule(rule, schema.field(rule.field()), asked))
            .toArray(CompiledRule[]::new);
    this.next = new int[rules.size()];
    for (int i = next.length - 1; i >= 0; i--) {
      boolean last = i + 1 == next.length || !rules.get(i).field().equals(rules.get(i + 1).field());
      next[i] = last ? i + 1 : next[i + 1];
    }
    this.needs = new FieldProbe[next.length];
    for (int i = 0; i < next.length; i = next[i]) {
      needs[i] = needs(Arrays.asList(this.rules).subList(i, next[i]));
    }
    this.fields = asked.fields();
    this.groups = asked.groups();
    this.conditions = asked.conditions();
  }

  private static @Nullable FieldProbe needs(List<CompiledRule> rules) {
    if (rules.stream().anyMatch(rule -> rule.needs().isEmpty())) {
      return null;
    }
    return new FieldProbe(
        rules.stream()
            .flatMap(rule -> rule.needs().stream())
            .flatMap(field -> field.places().stream())
            .toList());
  }

  void apply(LogEvent event, EcsFields normal) throws MsgpackException {
    for (NativeField field : fields) {
      field.forget();
    }
    for (NativeGroup group : groups) {
      group.forget();
    }
    for (ValueCondition condition : conditions) {
      condition.forget();
    }
    int at = 0;
    while (at < rules.length) {
      FieldProbe probe = needs[at];
      boolean done = probe != null && !event.mayHave(probe);
      at = done || rules[at].apply(event, normal) ? next[at] : at + 1;
    }
  }
}
