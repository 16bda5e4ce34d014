package dev.weir.parse;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.type.EcsRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule of a type, made for records to pass through; see {@link EcsRule}. Not thread-safe. */
final class CompiledRule {
  private final ValueCondition[] when;
  private final ValueCondition[] unless;
  private final NativeField[] from;
  private final boolean all;
  private final @Nullable TextPart part;
  private final FieldFiller filler;

  /** Whether it takes values that are addresses as a whole, which the native field can tell. */
  private final boolean addresses;

  /** Whether it takes the host or the port in values, which the native field can tell, too. */
  private final boolean hosts;

  private final @Nullable ValueMap map;
  private final Constant[] mapped;
  private final @Nullable Constant absent;
  private final @Nullable Constant constant;

  /**
   * Compiles a rule.
   *
   * @param fields gives the native fields that it asks for: for all rules the same
   */
  CompiledRule(EcsRule rule, EcsField field, NativeFields fields) {
    when = fields.when(rule);
    unless = fields.unless(rule);
    from = fields.from(rule);
    all = rule.all();
    part = rule.part() == null ? null : new TextPart(rule.part());
    filler = new FieldFiller(field, all, rule.form());
    List<String> keys = new ArrayList<>();
    List<Constant> values = new ArrayList<>();
    for (Map.Entry<String, List<String>> entry : rule.map().entrySet()) {
      keys.add(entry.getKey());
      values.add(new Constant(field, entry.getValue()));
    }
    map = keys.isEmpty() ? null : new ValueMap(keys);
    mapped = values.toArray(Constant[]::new);
    boolean whole = part == null && map == null;
    addresses = whole && filler.takesAddresses();
    hosts = whole && filler.takesHosts();
    absent = rule.absent() == null ? null : new Constant(field, rule.absent());
    constant = rule.values().isEmpty() ? null : new Constant(field, rule.values());
  }

  /**
   * The native fields without any of which it does nothing; empty if it may do something for every
   * record.
   */
  List<NativeField> needs() {
    if (constant == null && absent == null) {
      return List.of(from);
    }
    return when.length == 0 ? List.of() : List.of(when[0].field());
  }

  /**
   * Gives the field what the record has for it.
   *
   * @return whether the field is done: no further rule for it is asked
   */
  boolean apply(LogEvent event, EcsFields normal) throws MsgpackException {
    if (!holds(event)) {
      return false;
    }
    if (constant != null) {
      constant.put(normal, all);
      return !all;
    }
    boolean there = false;
    for (NativeField field : from) {
      int count = field.count(event);
      there |= field.isThere();
      for (int i = 0; i < count; i++) {
        if (take(field, i, normal) && !all) {
          return true;
        }
      }
    }
    if (!there && absent != null) {
      absent.put(normal, all);
      return !all;
    }
    return false;
  }

  private boolean holds(LogEvent event) throws MsgpackException {
    for (ValueCondition condition : when) {
      if (!condition.holds(event)) {
        return false;
      }
    }
    for (ValueCondition condition : unless) {
      if (condition.holds(event)) {
        return false;
      }
    }
    return true;
  }

  private boolean take(NativeField field, int index, EcsFields normal) {
    FieldValue value = field.value(index);
    if (addresses) {
      boolean is = field.isAddress(index);
      if (is) {
        filler.fill(value, normal);
      }
      return is;
    }
    if (hosts) {
      return value.isText() && filler.take(value, field.host(index), normal);
    }
    FieldValue looked = part == null ? value : part.of(value);
    if (looked == null) {
      return false;
    }
    if (map == null) {
      return filler.take(looked, normal);
    }
    int place = map.of(looked);
    if (place != ValueMap.NONE) {
      mapped[place].put(normal, all);
    }
    return place != ValueMap.NONE;
  }
}
