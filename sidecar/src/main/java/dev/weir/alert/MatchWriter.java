package dev.weir.alert;

import dev.weir.event.FieldValue;
import dev.weir.event.IsoInstant;
import dev.weir.event.JsonBuffer;
import dev.weir.msgpack.MsgpackException;
import dev.weir.opensearch.Hash;
import dev.weir.record.FieldNames;
import dev.weir.record.FieldReference;
import dev.weir.record.RecordView;
import dev.weir.rule.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the matches of records as documents of {@code weir-matches-<month>}. A match has an id
 * made of its rule and its record, so that a record that comes again makes no second one. Values
 * that a filter masks or removes are not in it. Not thread-safe: each worker has its own.
 */
public final class MatchWriter {
  /** Of longer values only so much is kept; what names the group is a hash of that. */
  private static final int VALUE_CHARACTERS = 512;

  private static final int TEXT_CHARACTERS = 4096;
  private static final String MASKED = "(masked)";
  private static final byte[] PLACEHOLDER =
      "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);

  private final AlertSettings settings;
  private final FieldNames names;
  private final FieldReference account;
  private final FieldReference region;
  private final FieldReference address;
  private final RecordView view;
  private final FieldValue value = new FieldValue();
  private final Map<String, List<List<Named>>> groups = new HashMap<>();
  private MatchedRecord record = MatchedRecord.NONE;
  private byte[] index = new byte[0];

  private record Named(String name, FieldReference field) {}

  /**
   * A writer.
   *
   * @param names resolves fields
   * @param view shows the record at work
   */
  public MatchWriter(AlertSettings settings, FieldNames names, RecordView view) {
    this.settings = settings;
    this.names = names;
    this.account = names.field("cloud.account.id");
    this.region = names.field("cloud.region");
    this.address = names.field("source.ip");
    this.view = view;
  }

  /** Whether matches of a rule are written. */
  public boolean takes(Rule rule) {
    return settings.takes(rule.level());
  }

  /** Goes on to the matches of a record, which the view shows. */
  public void begin(MatchedRecord its) {
    record = its;
    String time = IsoInstant.text(its.time());
    // Named as other indices of a month are, so that retention finds its time.
    String month = time.substring(0, 7).replace('-', '.');
    index = ("weir-matches-" + month).getBytes(StandardCharsets.US_ASCII);
  }

  /** The index that the record's matches are for, by the month of its time. */
  public byte[] index() {
    return index;
  }

  /** The id of the record's match of a rule. */
  public byte[] id(Rule rule) {
    return Hash.hex((rule.id() + '\n' + record.id()).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes the record's match of a rule as one JSON object.
   *
   * @return where in the buffer the time of its sending is to stand
   */
  public int write(Rule rule, JsonBuffer out) throws MsgpackException {
    Map<String, String> group = group(rule);
    String itsAccount = text(account);
    String itsRegion = text(region);
    out.ascii("{\"@timestamp\":\"").ascii(IsoInstant.text(record.time())).raw('"');
    out.ascii(",\"pending\":true,\"notify\":").ascii(Boolean.toString(record.notified()));
    RuleForm.write(rule, out);
    out.ascii(",\"window\":").number(settings.window(rule.id()).toSeconds());
    out.ascii(",\"group\":{\"key\":\"").raw(key(rule, group)).ascii("\",\"by\":{");
    char comma = ' ';
    for (Map.Entry<String, String> by : group.entrySet()) {
      out.raw(comma).string(by.getKey()).raw(':').string(by.getValue());
      comma = ',';
    }
    out.ascii("}}");
    text(out, "type", record.type());
    text(out, "account", itsAccount);
    text(out, "region", itsRegion);
    text(out, "sentence", sentence(rule, group, itsAccount, itsRegion));
    out.ascii(",\"record\":{\"index\":").string(record.index());
    out.ascii(",\"id\":").string(record.id()).ascii("},\"matched_at\":\"");
    int at = out.size();
    out.raw(PLACEHOLDER).ascii("\"}");
    return at;
  }

  private static void text(JsonBuffer out, String name, String text) {
    if (!text.isEmpty()) {
      out.ascii(",\"").ascii(name).ascii("\":").string(text);
    }
  }

  private static byte[] key(Rule rule, Map<String, String> group) {
    StringBuilder all = new StringBuilder(rule.id());
    group.forEach(
        (name, text) ->
            all.append('\n').append(name).append('\n').append(text.length()).append(text));
    return Hash.hex(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, String> group(Rule rule) throws MsgpackException {
    Map<String, String> group = new LinkedHashMap<>();
    List<List<Named>> entries = groups.get(rule.id());
    if (entries == null) {
      entries = resolve(settings.groupBy(rule.id()));
      groups.put(rule.id(), entries);
    }
    for (List<Named> entry : entries) {
      for (Named named : entry) {
        String text = text(named.field());
        if (!text.isEmpty()) {
          group.putIfAbsent(named.name(), text);
          break;
        }
      }
    }
    return group;
  }

  private List<List<Named>> resolve(List<GroupField> entries) {
    List<List<Named>> resolved = new ArrayList<>();
    entries.forEach(
        entry ->
            resolved.add(
                entry.names().stream().map(name -> new Named(name, names.field(name))).toList()));
    return resolved;
  }

  /** One sentence for a human: what, by whom, from where, in which account. */
  private String sentence(Rule rule, Map<String, String> group, String itsAccount, String itsRegion)
      throws MsgpackException {
    StringBuilder sentence = new StringBuilder(rule.title());
    String from = text(address);
    for (Map.Entry<String, String> by : group.entrySet()) {
      boolean said = by.getValue().equals(itsAccount) || by.getValue().equals(from);
      if (!said) {
        sentence.append(sentence.length() == rule.title().length() ? ": " : ", ");
        sentence.append(by.getValue());
      }
    }
    if (!from.isEmpty()) {
      sentence.append(" from ").append(from);
    }
    if (!itsAccount.isEmpty()) {
      sentence.append(" in account ").append(itsAccount);
    }
    if (!itsRegion.isEmpty()) {
      sentence.append(itsAccount.isEmpty() ? " in " : ", ").append(itsRegion);
    }
    return cut(sentence.toString(), TEXT_CHARACTERS);
  }

  /** A field's value as text; empty if the record has none. */
  private String text(FieldReference field) throws MsgpackException {
    if (!view.find(field, value)) {
      return "";
    }
    return view.isChanged(field, value) ? MASKED : cut(value.text(), VALUE_CHARACTERS);
  }

  /** Cuts a text, not within a character. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + '…';
  }
}
