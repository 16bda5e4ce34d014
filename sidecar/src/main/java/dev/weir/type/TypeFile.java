package dev.weir.type;

import com.google.re2j.Pattern;
import dev.weir.yaml.Environment;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.Section;
import dev.weir.yaml.YamlFile;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a log type from its YAML file: those that ship, and the user's own in the same form. */
public final class TypeFile {
  private static final Pattern ANY_ACCOUNT = Pattern.compile("(?P<account>[0-9]{12})/");

  /** The way to a field, {@code a.b.c}. */
  static final Form<String> PATH = Forms.text("path of a field", TypeFile::path);

  /** A pattern has a key of its own. */
  private static final Form<TimeField.Form> TIME_FORM =
      Forms.choice(EnumSet.complementOf(EnumSet.of(TimeField.Form.PATTERN)));

  private static final Form<ZoneId> ZONE = Forms.text("time zone", TypeFile::zone);

  private static final Form<Pattern> KEYS_OF_ACCOUNTS =
      Forms.text("regular expression", TypeFile::keysOfAccounts);

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
    Section split = root.section("split");
    RecordFormat format = FormatSection.read(root.section("format"), split.has("header"));
    Map<String, FieldType> fields = fields(root.section("fields"));
    SplitFormat objects = split(split, format, fields.keySet());
    NativeNames names = NativeNames.of(format, objects, fields.keySet());
    return new LogType(
        root.required("type", "unknown", "the type's name", LogType.NAME),
        root.value("about", "", Forms.TEXT),
        root.optional("form_of", LogType.NAME),
        objects,
        keys(),
        content(),
        format,
        times(names),
        eventId(names),
        root.value("period", Period.DAY, Forms.choice(Period.class)),
        fields,
        EcsSection.read(root.section("ecs"), names),
        Indexing.of(root.value("closed", false, Forms.BOOLEAN)),
        root.sections("sigma").stream().map(ServedLogs::read).toList());
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

  private List<ContentSign> content() {
    List<ContentSign> signs = new ArrayList<>();
    List<Pattern> lines = new ArrayList<>();
    List<Pattern> headers = new ArrayList<>();
    List<String> alike = root.oneOrMore("alike", LogType.NAME);
    for (Section each : root.sections("content")) {
      Pattern line = each.optional("line", Forms.REGEX);
      Pattern header = each.optional("header", Forms.REGEX);
      if (each.has("json") || each.has("array") || each.has("members")) {
        signs.add(sign(each, line, alike));
      } else if (line != null) {
        lines.add(line);
      } else if (header != null) {
        headers.add(header);
      }
    }
    if (!headers.isEmpty()) {
      String text = "a first line that matches " + anyOf(headers);
      signs.add(new ContentSign(text, head -> head.beginMatches(headers), alike));
    }
    if (!lines.isEmpty()) {
      String text = "mostly lines that match " + anyOf(lines);
      signs.add(new ContentSign(text, head -> head.mostLinesMatch(lines), alike));
    }
    // The first that is there is the one that counts.
    signs.sort(Comparator.comparing(ContentSign::anyJson));
    return signs;
  }

  private static String anyOf(List<Pattern> patterns) {
    return patterns.stream().map(Pattern::pattern).collect(Collectors.joining(" or "));
  }

  /** Of JSON: what its first object shows. */
  private static ContentSign sign(Section section, @Nullable Pattern line, List<String> alike) {
    List<String> texts = new ArrayList<>();
    Predicate<Head> sign = head -> true;
    if (section.has("json") && section.value("json", true, Forms.BOOLEAN)) {
      texts.add("JSON");
      sign = sign.and(Head::isJson);
    }
    String array = section.optional("array", Forms.TEXT);
    if (array != null) {
      texts.add("an array " + array);
      sign = sign.and(head -> head.beginsWithArray(array));
    }
    List<String> members = section.list("members", List.of(), Forms.TEXT);
    if (!members.isEmpty()) {
      texts.add("the members " + String.join(", ", members));
      sign = sign.and(head -> head.hasMembers(members));
    }
    if (line != null) {
      texts.add("what matches " + line);
      sign = sign.and(head -> head.objectMatches(line));
    }
    boolean anyJson = array == null && members.isEmpty() && line == null;
    return new ContentSign(String.join(" and ", texts), sign, alike, anyJson);
  }

  private static SplitFormat split(Section section, RecordFormat format, Set<String> fields) {
    String array = section.optional("array", Forms.TEXT);
    Pattern header = section.optional("header", Forms.REGEX);
    String comment = section.value("comment", "", Forms.ANY);
    if (array != null) {
      return InnerForm.array(array, section);
    }
    String each = section.optional("each", PATH);
    if (each != null) {
      return new SplitFormat.EachElement(List.of(each.split("\\.", -1)));
    }
    if (format instanceof RecordFormat.Json || format instanceof RecordFormat.Inner) {
      return SplitFormat.JSON_VALUES;
    }
    Set<String> columns = new HashSet<>(fields);
    char separator = 0;
    if (format instanceof RecordFormat.Delimited delimited) {
      columns.addAll(delimited.layout().columns());
      boolean spans = section.value("csv", delimited.csv(), Forms.BOOLEAN);
      separator = spans ? delimited.separator() : 0;
    }
    return new SplitFormat.TextLines(header, comment, columns, separator);
  }

  private List<TimeField> times(NativeNames names) {
    List<TimeField> times = new ArrayList<>();
    for (Section each : root.sections("times")) {
      DateTimeFormatter pattern = each.optional("pattern", TimePattern.FORM);
      String field = each.required("field", "time", "a field's name", PATH);
      String and = each.optional("and", PATH);
      if (each.has("field")) {
        names.check(each, "field", field);
      }
      if (and != null) {
        names.check(each, "and", and);
      }
      times.add(
          new TimeField(
              field,
              and,
              pattern == null
                  ? each.value("form", TimeField.Form.ISO_8601, TIME_FORM)
                  : TimeField.Form.PATTERN,
              pattern,
              each.value("zone", ZoneOffset.UTC, ZONE)));
    }
    return times;
  }

  private @Nullable EventId eventId(NativeNames names) {
    List<EventId.Part> parts = root.oneOrMore("id", EventId.PART);
    if (parts.isEmpty()) {
      return null;
    }
    if (parts.stream().allMatch(EventId.Part::optional)) {
      root.problem("id", "optional fields only", "a field that is always there");
      return null;
    }
    EventId id = new EventId(parts, issuer(root.section("issuer"), names));
    id.paths().forEach(path -> names.check(root, "id", path));
    return id;
  }

  private static EventId.@Nullable Issuer issuer(Section section, NativeNames names) {
    if (!section.present()) {
      return null;
    }
    String account = section.required("account", EventId.Issuer.GROUP, "a field's name", PATH);
    if (section.has("account")) {
      names.check(section, "account", account);
    }
    return new EventId.Issuer(
        section.required("keys", ANY_ACCOUNT, "what keys begin with", KEYS_OF_ACCOUNTS), account);
  }

  private static Pattern keysOfAccounts(String text) {
    Pattern keys = Forms.REGEX.parse(text);
    if (!keys.namedGroups().containsKey(EventId.Issuer.GROUP)) {
      throw new IllegalArgumentException("a regular expression with a group (?P<account>...)");
    }
    return keys;
  }

  private static Map<String, FieldType> fields(Section section) {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    for (String name : section.keys()) {
      FieldType type = section.optional(name, Forms.choice(FieldType.class));
      fields.put(name, type == null ? FieldType.KEYWORD : type);
    }
    return fields;
  }

  /** The way to a field, {@code a.b.c}. */
  static String path(String text) {
    if (text.isBlank() || text.startsWith(".") || text.endsWith(".") || text.contains("..")) {
      throw new IllegalArgumentException("a field's path such as a.b.c");
    }
    return text;
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time zone such as UTC or Europe/Berlin", e);
    }
  }
}
