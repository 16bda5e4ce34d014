package dev.weir.enrich;

import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * The flags of one log type. Thread-safe: it holds nothing of a record.
 *
 * <p>What a rule can add is one of three pieces of JSON, made once.
 */
public final class Flags {
  private final Compiled[] rules;

  /**
   * Compiles rules.
   *
   * @param counter gives, for a flag's name, the counter of records where it is 1
   */
  public Flags(List<FlagRule> rules, Function<String, LongAdder> counter) {
    this.rules = rules.stream().map(rule -> new Compiled(rule, counter)).toArray(Compiled[]::new);
  }

  /** Adds the flags of a record to it. {@code value} is scratch. */
  public void apply(LogEvent event, FieldValue value) throws MsgpackException {
    for (Compiled rule : rules) {
      rule.apply(event, value);
    }
  }

  private static final class Compiled {
    private final FieldPath[] fields;
    private final ValueSet one;
    private final ValueSet other;
    private final boolean oneIsRest;
    private final boolean otherIsRest;
    private final byte[] oneJson;
    private final byte[] otherJson;
    private final byte[] neitherJson;
    private final LongAdder oneCounter;
    private final LongAdder otherCounter;

    Compiled(FlagRule rule, Function<String, LongAdder> counter) {
      fields = rule.fields().toArray(FieldPath[]::new);
      FlagRule.Flag second = rule.other();
      List<String> oneValues = rule.one().values();
      List<String> otherValues = second == null ? List.of() : second.values();
      oneIsRest = oneValues == null;
      otherIsRest = otherValues == null;
      one = new ValueSet(oneValues == null ? List.of() : oneValues);
      other = new ValueSet(otherValues == null ? List.of() : otherValues);
      oneJson = json(rule, 1, 0);
      otherJson = json(rule, 0, 1);
      neitherJson = json(rule, 0, 0);
      oneCounter = counter.apply(rule.one().name());
      otherCounter = second == null ? new LongAdder() : counter.apply(second.name());
    }

    void apply(LogEvent event, FieldValue value) throws MsgpackException {
      boolean there = false;
      for (int i = 0; i < fields.length && !there; i++) {
        there = event.find(fields[i], value);
      }
      if (there && one.contains(value)) {
        oneCounter.increment();
        event.add(oneJson);
      } else if (otherIsRest || (there && other.contains(value))) {
        otherCounter.increment();
        event.add(otherJson);
      } else if (oneIsRest) {
        oneCounter.increment();
        event.add(oneJson);
      } else {
        event.add(neitherJson);
      }
    }

    private static byte[] json(FlagRule rule, int one, int other) {
      String text = ",\"" + rule.one().name() + "\":" + one;
      if (rule.other() != null) {
        text += ",\"" + rule.other().name() + "\":" + other;
      }
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
