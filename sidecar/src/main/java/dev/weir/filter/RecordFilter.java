package dev.weir.filter;

import dev.weir.account.Fate;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.record.FieldNames;
import dev.weir.record.FieldReference;
import dev.weir.record.RecordView;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The filter rules of one log type. Thread-safe: it holds nothing of a record. */
public final class RecordFilter {
  private static final byte[] MASKED = "\"***\"".getBytes(StandardCharsets.US_ASCII);

  private final Drop[] drops;

  /** How many of them, from the first on, ask only for what a record says itself. */
  private final int early;

  private final Change[] changes;
  private final SecretKey hashKey;
  private final @Nullable OwnCalls own;

  /**
   * Makes the filter.
   *
   * @param own finds the calls of Weir's own, which are dropped before all rules; null for none
   * @param rules those for the type
   * @param names resolves the fields that they look at
   * @param hashKey keys the hashes of fields (HmacSHA256), so that they cannot be guessed
   */
  public RecordFilter(
      @Nullable OwnCalls own, List<FilterRule> rules, FieldNames names, SecretKey hashKey) {
    List<Drop> dropping = new ArrayList<>();
    List<Change> changing = new ArrayList<>();
    for (FilterRule rule : rules) {
      switch (rule) {
        case FilterRule.Drop drop -> dropping.add(new Drop(drop, names));
        case FilterRule.Change change ->
            changing.add(new Change(FieldPath.listOf(change.fields()), change.action()));
      }
    }
    this.own = own;
    this.drops = dropping.toArray(Drop[]::new);
    this.early = (int) dropping.stream().takeWhile(Drop::isEarly).count();
    this.changes = changing.toArray(Change[]::new);
    this.hashKey = hashKey;
  }

  /** A rule that drops, with the fields that its conditions look at. */
  private static final class Drop {
    private final Condition[] conditions;
    private final FieldReference[] fields;
    private final double sample;
    private final Fate.Filtered fate;

    Drop(FilterRule.Drop rule, FieldNames names) {
      conditions = rule.when().toArray(Condition[]::new);
      fields =
          rule.when().stream()
              .map(condition -> names.field(condition.field()))
              .toArray(FieldReference[]::new);
      sample = rule.sample();
      fate = new Fate.Filtered(rule.name());
    }

    boolean isEarly() {
      return Arrays.stream(fields).allMatch(FieldReference::isInRecord);
    }

    boolean holds(RecordView record) throws MsgpackException {
      for (int i = 0; i < conditions.length; i++) {
        if (!record.holds(fields[i], conditions[i].test())) {
          return false;
        }
      }
      return true;
    }
  }

  private record Change(List<FieldPath> fields, FilterRule.Action action) {}

  /**
   * The fate of a record that is dropped for what it says itself, null for one that goes on. The
   * first rules that ask for nothing else decide here, before anything is added to the record.
   *
   * @param value is scratch
   */
  public Fate.@Nullable Filtered dropEarly(RecordView record, byte[] id, FieldValue value)
      throws MsgpackException {
    if (own != null && own.has(record.own(), value)) {
      return OwnCalls.FATE;
    }
    return drop(record, id, 0, early);
  }

  /**
   * The fate of a record that is dropped by one of the other rules, null for one that goes on: they
   * may ask for what was added, too.
   */
  public Fate.@Nullable Filtered dropLate(RecordView record, byte[] id) throws MsgpackException {
    return drop(record, id, early, drops.length);
  }

  private Fate.@Nullable Filtered drop(RecordView record, byte[] id, int from, int to)
      throws MsgpackException {
    for (int i = from; i < to; i++) {
      if (drops[i].holds(record) && !isKept(id, drops[i].sample)) {
        return drops[i].fate;
      }
    }
    return null;
  }

  /** Masks, hashes and removes fields of a record that goes on. {@code value} is scratch. */
  public void change(LogEvent event, FieldValue value) throws MsgpackException {
    for (Change rule : changes) {
      for (FieldPath field : rule.fields()) {
        event.each(field, value, found -> change(event, rule.action(), found));
      }
    }
  }

  private void change(LogEvent event, FilterRule.Action action, FieldValue found) {
    switch (action) {
      case MASK -> event.replace(found, MASKED);
      case REMOVE -> event.remove(found);
      case HASH -> event.replace(found, hash(found));
    }
  }

  private static boolean isKept(byte[] id, double keep) {
    if (keep == 0) {
      return false;
    }
    long mixed = Arrays.hashCode(id) * 0x9e37_79b9_7f4a_7c15L;
    return (mixed >>> 11) * 0x1.0p-53 < keep;
  }

  private byte[] hash(FieldValue value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(hashKey);
      if (value.isText()) {
        mac.update(value.bytes(), value.at(), value.length());
      } else {
        mac.update(value.text().getBytes(StandardCharsets.UTF_8));
      }
      String hex = HexFormat.of().formatHex(mac.doFinal(), 0, 16);
      return ("\"" + hex + "\"").getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
