package dev.weir.type;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsSchema;
import dev.weir.yaml.Environment;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.Section;
import dev.weir.yaml.Spelling;
import dev.weir.yaml.YamlFile;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a log type from its YAML file: those that ship, and the user's own in the same form. */
public final class TypeFile {
  /** Every form in which JSON or a line may write the text of a value; it may be empty. */
  private static final Form<String> ANY = text -> text;

  private static final Pattern FIELD = Pattern.compile("\\{([^}]*)\\}");

  /** What a line of syslog has besides its message's own fields. */
  private static final Set<String> SYSLOG =
      Set.of(
          "timestamp",
          "hostname",
          "program",
          "pid",
          "priority",
          "msgid",
          "structured_data",
          "message");

  private final Section root;

  private TypeFile(Section root) {
    this.root = root;
  }

  /**
   * Reads a user's file.
   *
   * @throws InvalidFileException with every problem at once, if there is one
   */
  public static LogType read(Path path) throws InvalidFileException {
    return read(YamlFile.open(path, Environment.NONE));
  }

  /** One that ships with Weir. */
  static LogType shipped(String name) {
    try {
      return read(YamlFile.shipped(TypeFile.class, name + ".yaml"));
    } catch (InvalidFileException e) {
      throw new IllegalStateException(e);
    }
  }

  static LogType read(YamlFile file) throws InvalidFileException {
    LogType type = new TypeFile(file.root()).type();
    file.check();
    return type;
  }

  private LogType type() {
    root.optional("about", Forms.TEXT);
    RecordFormat format = format(root.section("format"));
    return new LogType(
        root.required("type", "unknown", "the type's name", LogType.NAME),
        split(root.section("split"), format),
        keys(),
        content(),
        format,
        times(),
        eventId(),
        root.value("period", Period.DAY, Forms.choice(Period.class)),
        fields(root.section("fields")),
        ecs(root.section("ecs")),
        Indexing.of(root.value("closed", false, Forms.BOOLEAN)));
  }

  private List<KeyRule> keys() {
    List<KeyRule> rules = new ArrayList<>();
    for (Section rule : root.sections("keys")) {
      Pattern pattern =
          rule.required("matches", Pattern.compile(""), "a regular expression", Forms.REGEX);
      rules.add(new KeyRule(pattern, rule.optional("skip", Forms.TEXT)));
    }
    return rules;
  }

  private ContentSign content() {
    ContentSign sign = ContentSign.NONE;
    for (Section each : root.sections("content")) {
      sign = sign.or(sign(each));
    }
    return sign;
  }

  private static ContentSign sign(Section section) {
    ContentSign sign = head -> true;
    if (section.has("json") && section.value("json", true, Forms.BOOLEAN)) {
      sign = sign.and(Head::isJson);
    }
    String array = section.optional("array", Forms.TEXT);
    if (array != null) {
      sign = sign.and(head -> head.beginsWithArray(array));
    }
    String[] members = section.list("members", List.of(), Forms.TEXT).toArray(String[]::new);
    Pattern line = section.optional("line", Forms.REGEX);
    if (line != null) {
      sign = sign.and(head -> head.lineMatches(line));
    }
    return sign.and(ContentSign.members(members));
  }

  private static SplitFormat split(Section section, RecordFormat format) {
    String array = section.optional("array", Forms.TEXT);
    Pattern header = section.optional("header", Forms.REGEX);
    String comment = section.value("comment", "", ANY);
    if (array != null) {
      return new SplitFormat.RecordsArray(array);
    }
    return format instanceof RecordFormat.Json
        ? SplitFormat.JSON_VALUES
        : new SplitFormat.TextLines(header, comment);
  }

  private static RecordFormat format(Section section) {
    List<RecordFormat> formats = new ArrayList<>();
    if (section.isSection("delimited")) {
      formats.add(delimited(section.section("delimited")));
    }
    if (section.isSection("key_value")) {
      Section pairs = section.section("key_value");
      formats.add(new RecordFormat.KeyValue(pairs.value("separator", ' ', TypeFile::separator)));
    }
    List<Pattern> regex = section.oneOrMore("regex", TypeFile::wholeLine);
    if (!regex.isEmpty()) {
      formats.add(new RecordFormat.Regex(regex));
    }
    List<String> dissect = section.oneOrMore("dissect", text -> dissect(text, Set.of()));
    if (!dissect.isEmpty()) {
      formats.add(new RecordFormat.Dissect(dissect));
    }
    if (section.isSection("syslog")) {
      List<String> messages =
          section.section("syslog").oneOrMore("messages", text -> dissect(text, SYSLOG));
      formats.add(new RecordFormat.Syslog(new RecordFormat.Dissect(messages)));
    }
    if (section.has("text") && section.value("text", true, Forms.BOOLEAN)) {
      formats.add(RecordFormat.TEXT);
    }
    if (section.has("json") && section.value("json", true, Forms.BOOLEAN)) {
      formats.add(RecordFormat.JSON);
    }
    if (formats.size() > 1) {
      section.problem(formats.size() + " formats", "one");
    }
    return formats.isEmpty() ? RecordFormat.JSON : formats.getFirst();
  }

  private static RecordFormat delimited(Section section) {
    List<String> columns = section.list("columns", List.of(), Forms.TEXT);
    return new RecordFormat.Delimited(
        section.value("separator", ' ', TypeFile::separator),
        section.value("runs", false, Forms.BOOLEAN),
        section.value("brackets", "", Forms.TEXT),
        section.value("absent", "-", ANY),
        columns,
        section.value("least", Math.max(1, columns.size()), Forms.number(1, 1000)));
  }

  private List<TimeField> times() {
    List<TimeField> times = new ArrayList<>();
    for (Section each : root.sections("times")) {
      DateTimeFormatter pattern = each.optional("pattern", TypeFile::timePattern);
      times.add(
          new TimeField(
              each.required("field", "time", "a field's name", TypeFile::path),
              each.optional("and", TypeFile::path),
              pattern == null
                  ? each.value("form", TimeField.Form.ISO_8601, Forms.choice(TimeField.Form.class))
                  : TimeField.Form.PATTERN,
              pattern,
              each.value("zone", ZoneOffset.UTC, TypeFile::zone)));
    }
    return times;
  }

  private @Nullable EventId eventId() {
    List<String> fields = root.oneOrMore("id", TypeFile::path);
    return fields.isEmpty() ? null : new EventId(fields);
  }

  private static Map<String, FieldType> fields(Section section) {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    for (String name : section.keys()) {
      FieldType type = section.optional(name, Forms.choice(FieldType.class));
      fields.put(name, type == null ? FieldType.KEYWORD : type);
    }
    return fields;
  }

  private static List<EcsRule> ecs(Section section) {
    List<EcsRule> rules = new ArrayList<>();
    for (String field : section.keys()) {
      if (!EcsSchema.get().has(field)) {
        section.problem(
            field,
            "'" + field + "'",
            Spelling.nearest(field, EcsSchema.get().names())
                .map(nearest -> "'" + nearest + "'")
                .orElse("a field of the Elastic Common Schema that Weir fills"));
      }
      rules.add(
          section.isSection(field)
              ? rule(field, section.section(field))
              : new EcsRule(
                  field,
                  section.oneOrMore(field, TypeFile::path),
                  false,
                  EcsRule.Form.VALUE,
                  Map.of(),
                  null,
                  List.of()));
    }
    return rules;
  }

  private static EcsRule rule(String field, Section section) {
    List<String> from = section.oneOrMore("from", TypeFile::path);
    Form<String> constant = constants(field);
    List<String> values = section.oneOrMore("value", constant);
    if (from.isEmpty() == values.isEmpty()) {
      section.problem(
          from.isEmpty() ? "neither from nor value" : "both from and value", "one of them");
    }
    Map<String, List<String>> map = new LinkedHashMap<>();
    if (section.has("map")) {
      Section table = section.section("map");
      table.keys().forEach(key -> map.put(key, table.oneOrMore(key, constant)));
    }
    List<String> absent = section.oneOrMore("absent", constant);
    return new EcsRule(
        field,
        from,
        section.value("all", false, Forms.BOOLEAN),
        section.value("as", EcsRule.Form.VALUE, Forms.choice(EcsRule.Form.class)),
        map,
        absent.isEmpty() ? null : absent,
        values);
  }

  /** The way to a field, {@code a.b.c}. */
  private static String path(String text) {
    if (text.isBlank() || text.startsWith(".") || text.endsWith(".") || text.contains("..")) {
      throw new IllegalArgumentException("a field's path such as a.b.c");
    }
    return text;
  }

  /** What may be written into a field as it stands. */
  private static Form<String> constants(String field) {
    boolean number =
        EcsSchema.get().has(field) && EcsSchema.get().field(field).type() == EcsField.Type.LONG;
    return number
        ? text -> {
          try {
            return Long.toString(Long.parseLong(text));
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number, as " + field + " holds those", e);
          }
        }
        : Forms.TEXT;
  }

  private static char separator(String text) {
    if (text.equals("tab")) {
      return '\t';
    }
    if (text.length() != 1 || text.charAt(0) > 127) {
      throw new IllegalArgumentException("one ASCII character, or tab");
    }
    return text.charAt(0);
  }

  private static DateTimeFormatter timePattern(String text) {
    try {
      return new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern(text)
          .toFormatter(Locale.ENGLISH);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a pattern of java.time such as yyyy/MM/dd HH:mm:ss (" + e.getMessage() + ")", e);
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time zone such as UTC or Europe/Berlin", e);
    }
  }

  /** A text with fields in braces, none of them twice. */
  private static String dissect(String text, Set<String> taken) {
    Set<String> names = new HashSet<>(taken);
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      String name = field.group(1);
      if (!name.isEmpty() && !names.add(path(name))) {
        throw new IllegalArgumentException(
            "a name for each field: {" + name + "} is there already");
      }
    }
    return text;
  }

  private static Pattern wholeLine(String text) {
    return Forms.REGEX.parse("(?s)^(?:" + text + ")$");
  }
}
