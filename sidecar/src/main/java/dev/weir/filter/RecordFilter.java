package dev.weir.filter;

import dev.weir.account.Fate;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.record.RecordView;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The filter rules of one log type. Thread-safe: it holds nothing of a record. */
public final class RecordFilter {
  private static final byte[] MASKED = "\"***\"".getBytes(StandardCharsets.US_ASCII);

  private final DropRule[] drops;

  /** How many of them, from the first on, ask only for what a record says itself. */
  private final int early;

  private final Fate.Filtered[] dropped;
  private final FieldRule[] changes;
  private final SecretKey hashKey;
  private final @Nullable OwnCalls own;

  /** A filter that looks for no calls of Weir's own. */
  public RecordFilter(List<DropRule> drops, List<FieldRule> changes, SecretKey hashKey) {
    this(null, drops, changes, hashKey);
  }

  /**
   * Makes the filter.
   *
   * @param own finds the calls of Weir's own, which are dropped before all rules; null for none
   * @param hashKey keys the hashes of fields (HmacSHA256), so that they cannot be guessed
   */
  public RecordFilter(
      @Nullable OwnCalls own, List<DropRule> drops, List<FieldRule> changes, SecretKey hashKey) {
    this.own = own;
    this.drops = drops.toArray(DropRule[]::new);
    this.early = (int) drops.stream().takeWhile(RecordFilter::isEarly).count();
    this.dropped =
        drops.stream().map(rule -> new Fate.Filtered(rule.name())).toArray(Fate.Filtered[]::new);
    this.changes = changes.toArray(FieldRule[]::new);
    this.hashKey = hashKey;
  }

  private static boolean isEarly(DropRule rule) {
    return rule.conditions().stream().allMatch(condition -> condition.field().isInRecord());
  }

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
      if (holds(drops[i], record) && !isKept(id, drops[i].keep())) {
        return dropped[i];
      }
    }
    return null;
  }

  /** Masks, hashes and removes fields of a record that goes on. {@code value} is scratch. */
  public void change(LogEvent event, FieldValue value) throws MsgpackException {
    for (FieldRule rule : changes) {
      for (FieldPath field : rule.fields()) {
        event.each(field, value, found -> change(event, rule.change(), found));
      }
    }
  }

  private void change(LogEvent event, FieldRule.Change change, FieldValue found) {
    switch (change) {
      case MASK -> event.replace(found, MASKED);
      case REMOVE -> event.remove(found);
      case HASH -> event.replace(found, hash(found));
    }
  }

  private static boolean holds(DropRule rule, RecordView record) throws MsgpackException {
    for (Condition condition : rule.conditions()) {
      if (!condition.holds(record)) {
        return false;
      }
    }
    return true;
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
