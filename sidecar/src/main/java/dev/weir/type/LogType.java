package dev.weir.type;

import dev.weir.yaml.Form;
import dev.weir.yaml.Takes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One kind of log.
 *
 * @param name such as {@code aws.cloudtrail}: lower case, names the tag and the index
 * @param about what such logs are, in a line for people
 * @param formOf the type that this is another form of, in whose indices its documents lie; null for
 *     none
 * @param splitFormat how objects fall into records
 * @param keys rules on the key, the first that matches decides
 * @param content signs in the first bytes, of which one is enough, asked after all types' keys
 * @param format how a record's fields lie in it
 * @param timeFields where the event's time is; the first that is there and plausible counts
 * @param eventId the event's own unique id, null where the format has none
 * @param period the span of one index
 * @param fields what native fields hold, by name, members of members joined by dots
 * @param ecs what the document gets beside its native fields
 * @param indexing how its documents lie in their indices
 * @param serves the logs, as rules name them, that its records are
 */
public record LogType(
    String name,
    String about,
    @Nullable String formOf,
    SplitFormat splitFormat,
    List<KeyRule> keys,
    List<ContentSign> content,
    RecordFormat format,
    List<TimeField> timeFields,
    @Nullable EventId eventId,
    Period period,
    Map<String, FieldType> fields,
    List<EcsRule> ecs,
    Indexing indexing,
    List<ServedLogs> serves) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*");
  private static final int MAX_NAME = 64;

  /** The indices {@code weir-<name>} of these names have other documents than records. */
  private static final Set<String> TAKEN =
      Set.of("alerts", "dead-letters", "leases", "ledger", "matches", "unparsed");

  /** How a type's name is written. */
  public static final Form<String> NAME =
      Form.of(
          new Takes.Text("log type", FORM.pattern()),
          text -> {
            if (text.length() > MAX_NAME || !FORM.matcher(text).matches()) {
              throw new IllegalArgumentException("a type such as aws.waf, in lower case");
            }
            if (TAKEN.contains(text)) {
              throw new IllegalArgumentException(
                  "another name: Weir has indices of its own that are named weir-" + text);
            }
            return text;
          });

  public LogType {
    NAME.parse(name);
    keys = List.copyOf(keys);
    content = List.copyOf(content);
    timeFields = List.copyOf(timeFields);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    ecs = List.copyOf(ecs);
    serves = List.copyOf(serves);
  }

  /** The first of its signs that content begins with, or null. */
  public @Nullable ContentSign signIn(Head head) {
    return content.stream().filter(sign -> sign.isIn(head)).findFirst().orElse(null);
  }

  /** The first of its rules that the key matches; -1 for none. */
  int keyRule(String key) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).matches(key)) {
        return i;
      }
    }
    return -1;
  }

  String nameOfKeyRule(int index) {
    return "keys[%d] of %s".formatted(index, name);
  }

  /**
   * The rule by which an object would be of the type if no other were asked, as {@code weir types}
   * names it.
   *
   * @param names the object's key, or more particular names before it
   * @param head its content, null where there is none to look at
   * @return null if none fits
   */
  public @Nullable String ruleFor(List<String> names, @Nullable Head head) {
    for (String each : names) {
      int index = keyRule(each);
      if (index >= 0) {
        return nameOfKeyRule(index);
      }
    }
    return head == null || signIn(head) == null ? null : "content of " + name;
  }

  /** The same type under another name, which no key and no content shows. */
  LogType named(String other) {
    return changed(
        type -> {
          type.name = other;
          type.formOf = null;
          type.keys = List.of();
          type.content = List.of();
        });
  }

  /** This form of a type, which is as that type in what it does not say itself. */
  LogType completedBy(LogType whole) {
    return changed(
        type -> {
          type.timeFields = timeFields.isEmpty() ? whole.timeFields : timeFields;
          type.eventId = eventId == null ? whole.eventId : eventId;
          type.fields = joined(whole.fields, fields);
          type.ecs = ecs.isEmpty() ? whole.ecs : ecs;
          type.serves = serves.isEmpty() ? whole.serves : serves;
          // They share their indices.
          type.period = whole.period;
          type.indexing = whole.indexing;
        });
  }

  /** The same type whose time is looked for in these fields first, with this span of an index. */
  public LogType with(List<TimeField> timesFirst, Period other) {
    List<TimeField> times = new ArrayList<>(timesFirst);
    times.addAll(timeFields);
    return changed(
        type -> {
          type.timeFields = times;
          type.period = other;
        });
  }

  /** The same type with these fields besides; what it says of a field itself holds. */
  public LogType withFields(Map<String, FieldType> others) {
    return changed(type -> type.fields = joined(fields, others));
  }

  private static Map<String, FieldType> joined(
      Map<String, FieldType> first, Map<String, FieldType> second) {
    Map<String, FieldType> all = new LinkedHashMap<>(first);
    second.forEach(all::putIfAbsent);
    return all;
  }

  /**
   * Whether the native field, an event's id or a request line, is counted and sorted by its
   * likeness in the schema alone, {@code event.id} or {@code url.original}. Values of it seldom
   * occur twice, so a column of them is as large as the log; one is enough.
   */
  public boolean isCountedInSchema(String field) {
    return ecs.stream()
        .anyMatch(
            rule ->
                (rule.field().equals("event.id") && rule.copies(field))
                    || (rule.form() == EcsRule.Form.TARGET_OF
                        && rule.from().equals(List.of(field))));
  }

  /** The names that its native fields can have. */
  public NativeNames names() {
    return NativeNames.of(format, splitFormat, fields.keySet());
  }

  /** The name that its indices have. */
  public String index() {
    return formOf == null ? name : formOf;
  }

  /** The same type whose records' inner records are told by these rules first. */
  public LogType with(List<InnerRule> innerFirst) {
    return format instanceof RecordFormat.Inner inner
        ? changed(type -> type.format = inner.with(innerFirst))
        : this;
  }

  /** The same type whose documents lie otherwise in their indices. */
  public LogType indexed(Indexing other) {
    return changed(type -> type.indexing = other);
  }

  private LogType changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.type();
  }

  /** A type while it is changed. */
  private static final class Draft {
    private String name;
    private final String about;
    private @Nullable String formOf;
    private final SplitFormat splitFormat;
    private List<KeyRule> keys;
    private List<ContentSign> content;
    private RecordFormat format;
    private List<TimeField> timeFields;
    private @Nullable EventId eventId;
    private Period period;
    private Map<String, FieldType> fields;
    private List<EcsRule> ecs;
    private Indexing indexing;
    private List<ServedLogs> serves;

    Draft(LogType type) {
      name = type.name;
      about = type.about;
      formOf = type.formOf;
      splitFormat = type.splitFormat;
      keys = type.keys;
      content = type.content;
      format = type.format;
      timeFields = type.timeFields;
      eventId = type.eventId;
      period = type.period;
      fields = type.fields;
      ecs = type.ecs;
      indexing = type.indexing;
      serves = type.serves;
    }

    LogType type() {
      return new LogType(
          name,
          about,
          formOf,
          splitFormat,
          keys,
          content,
          format,
          timeFields,
          eventId,
          period,
          fields,
          ecs,
          indexing,
          serves);
    }
  }

  /** The Fluent Bit tag of its records from S3. */
  public String tag() {
    return "s3." + name;
  }

  @Override
  public String toString() {
    return name;
  }
}
