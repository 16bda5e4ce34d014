package dev.weir.flag;

import dev.weir.event.FieldValue;
import dev.weir.match.FieldTest;
import dev.weir.msgpack.MsgpackException;
import dev.weir.record.FieldNames;
import dev.weir.record.FieldReference;
import dev.weir.record.RecordView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The flags of one log type. Thread-safe: it holds nothing of a record.
 *
 * <p>What a rule can add is one of three pieces of JSON, made once.
 */
public final class Flags {
  private static final int NONE = -1;

  private final Compiled[] rules;

  /**
   * Compiles rules.
   *
   * @param names resolves the fields that they look at
   * @param counter gives, for a flag's name, the counter of records where it is 1
   */
  public Flags(List<FlagRule> rules, FieldNames names, Function<String, LongAdder> counter) {
    this.rules =
        rules.stream().map(rule -> new Compiled(rule, names, counter)).toArray(Compiled[]::new);
  }

  /** Adds the flags of a record to it, one after the other. {@code value} is scratch. */
  public void apply(RecordView record, FieldValue value) throws MsgpackException {
    for (Compiled rule : rules) {
      rule.apply(record, value);
    }
  }

  private static final class Compiled {
    private final FieldReference[] fields;
    private final FieldTest one;
    private final @Nullable FieldTest other;
    private final int onePlace;
    private final int otherPlace;
    private final boolean otherIsRest;
    private final byte[] oneJson;
    private final byte[] otherJson;
    private final byte[] neitherJson;
    private final LongAdder oneCounter;
    private final LongAdder otherCounter;

    Compiled(FlagRule rule, FieldNames names, Function<String, LongAdder> counter) {
      Flag first = rule.one();
      Flag second = rule.other();
      fields = names.fields(rule.fields()).toArray(FieldReference[]::new);
      onePlace = names.flag(first.name());
      otherPlace = second == null ? NONE : names.flag(second.name());
      otherIsRest = second != null && second.otherwise();
      one = first.test();
      other = second == null || second.otherwise() ? null : second.test();
      oneJson = json(rule, 1, 0);
      otherJson = json(rule, 0, 1);
      neitherJson = json(rule, 0, 0);
      oneCounter = counter.apply(first.name());
      otherCounter = second == null ? new LongAdder() : counter.apply(second.name());
    }

    void apply(RecordView record, FieldValue value) throws MsgpackException {
      FieldReference field = null;
      for (int i = 0; i < fields.length && field == null; i++) {
        field = record.find(fields[i], value) ? fields[i] : null;
      }
      boolean isOne = record.holds(field, value, one);
      boolean isOther =
          !isOne && (otherIsRest || (other != null && record.holds(field, value, other)));
      record.own().add(isOne ? oneJson : isOther ? otherJson : neitherJson);
      record.flag(onePlace, isOne);
      if (otherPlace != NONE) {
        record.flag(otherPlace, isOther);
      }
      if (isOne) {
        oneCounter.increment();
      } else if (isOther) {
        otherCounter.increment();
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
