package dev.weir.parse;

import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.type.EcsRule;
import java.util.List;

/**
 * Fills the normal form from the native fields, by the rules of a type. What does not fit a field
 * is left out of it: it stays where it came from. Not thread-safe.
 */
final class EcsMapping {
  private final CompiledRule[] rules;

  /** For each rule the place of the first one behind it that is of another field. */
  private final int[] next;

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
    this.fields = asked.fields();
    this.groups = asked.groups();
    this.conditions = asked.conditions();
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
      at = rules[at].apply(event, normal) ? next[at] : at + 1;
    }
  }
}
