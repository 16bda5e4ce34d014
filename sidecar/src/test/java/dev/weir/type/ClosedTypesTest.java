package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.ecs.EcsSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a type lists is all that its indices search: so it has to list all that it has. */
class ClosedTypesTest {
  private static final Path FIXTURES = Path.of("src/test/resources/dev/weir/type");
  private static final JsonMapper JSON = new JsonMapper();

  /** JSON of which nobody knows the members; the second is that where it has no event in it. */
  private static final Set<String> OPEN = Set.of("json", "splunk.hec");

  /** In the fixtures to show that what nobody has heard of is kept. */
  private static final Set<String> UNHEARD =
      Set.of(
          "aws.cloudfront.json future",
          "aws.cloudtrail.insight newMember",
          "aws.route53 edns",
          "aws.vpcflow a-field-of-tomorrow");

  /** What Weir writes beside native fields and the normal form. */
  private static final Set<String> OURS = Set.of("weir", "native", "promoted", "@timestamp");

  @Test
  void noTypeIsOpenWhoseMembersAreKnown() {
    Set<String> open =
        LogTypes.shipped().all().stream()
            .filter(type -> !type.indexing().closed())
            .map(LogType::name)
            .collect(Collectors.toSet());

    assertEquals(OPEN, open);
  }

  @Test
  void listsWhatItsParserMakes() {
    Set<String> unlisted = new TreeSet<>();
    for (LogType type : LogTypes.shipped().all()) {
      for (String made : madeBy(type.format())) {
        if (!made.isEmpty() && !made.equals("message") && !type.fields().containsKey(made)) {
          unlisted.add(type + " " + made);
        }
      }
    }

    assertEquals(Set.of(), unlisted);
  }

  @Test
  void listsWhatItsRulesTakeItsTimeAndItsIdFrom() {
    Set<String> unlisted = new TreeSet<>();
    for (LogType type : LogTypes.shipped().all()) {
      if (!type.indexing().closed()) {
        continue;
      }
      List<String> asked = new ArrayList<>();
      type.ecs().forEach(rule -> asked.addAll(rule.from()));
      type.ecs().forEach(rule -> asked.addAll(rule.when().keySet()));
      type.timeFields().forEach(time -> asked.add(time.path()));
      if (type.eventId() != null) {
        asked.addAll(type.eventId().paths());
      }
      for (String path : asked) {
        if (!path.startsWith("_env.") && !isListed(type, path.replaceAll("\\[.*?]|\\.\\*$", ""))) {
          unlisted.add(type + " " + path);
        }
      }
    }

    assertEquals(Set.of(), unlisted);
  }

  @Test
  void listsWhatItsFixturesHave() throws Exception {
    Set<String> unlisted = new TreeSet<>();
    int documents = 0;
    for (Path file : expected()) {
      for (String line : Files.readAllLines(file)) {
        JsonNode explained = JSON.readTree(line);
        LogType type =
            Objects.requireNonNull(LogTypes.shipped().named(explained.path("type").asText()));
        if (type.indexing().closed()
            && !explained.path("index").asText().startsWith("weir-unparsed-")) {
          documents++;
          for (Map.Entry<String, JsonNode> field : explained.path("document").properties()) {
            if (isNative(field.getKey(), explained.path("flags"))) {
              look(type, field.getKey(), field.getValue(), unlisted);
            }
          }
        }
      }
    }

    assertTrue(documents > 300, documents + " documents");
    assertEquals(new TreeSet<>(UNHEARD), unlisted);
  }

  @Test
  void hasFarFewerFieldsThanAnIndexMayHave() {
    int shared = EcsSchema.get().fields().size();
    for (LogType type : LogTypes.shipped().all()) {
      assertFalse(shared + type.fields().size() > 1000, type.name());
    }
  }

  private static List<Path> expected() throws IOException {
    try (Stream<Path> files = Files.list(FIXTURES)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).toList();
    }
  }

  private static boolean isNative(String name, JsonNode flags) {
    return !OURS.contains(name) && !flags.has(name) && !EcsSchema.get().roots().contains(name);
  }

  /** Looks at each value below the field. */
  private static void look(LogType type, String path, JsonNode value, Set<String> unlisted) {
    if (isListed(type, path) || path.equals("message")) {
      return;
    }
    boolean has = type.fields().keySet().stream().anyMatch(name -> name.startsWith(path + "."));
    if (has && value.isObject()) {
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        look(type, path + "." + member.getKey(), member.getValue(), unlisted);
      }
    } else if (!has) {
      unlisted.add(type + " " + path);
    }
  }

  /** Whether the field, or an object of any members that it lies in, is in the type's file. */
  private static boolean isListed(LogType type, String path) {
    if (EcsSchema.get().roots().contains(path.split("\\.", -1)[0])) {
      return true;
    }
    for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
      FieldType listed = type.fields().get(path.substring(0, end));
      if (listed != null && (end == path.length() || listed.isObject())) {
        return true;
      }
    }
    return false;
  }

  /** The names that a format gives to what it finds in lines. */
  private static List<String> madeBy(RecordFormat format) {
    List<String> names = new ArrayList<>();
    switch (format) {
      case RecordFormat.Delimited delimited -> {
        add(delimited.layout(), names);
        delimited.others().forEach(layout -> add(layout, names));
      }
      case RecordFormat.Regex regex ->
          regex.patterns().forEach(pattern -> names.addAll(pattern.namedGroups().keySet()));
      case RecordFormat.Dissect dissect -> dissect.forms().forEach(form -> add(form, names));
      case RecordFormat.Syslog syslog ->
          syslog.messages().forEach(each -> each.forms().forEach(form -> add(form, names)));
      case RecordFormat.Json _, RecordFormat.Inner _, RecordFormat.Text _ -> {}
      case RecordFormat.KeyValue _ ->
          throw new IllegalStateException("a type of pairs has any fields");
    }
    return names;
  }

  private static void add(ColumnLayout layout, List<String> names) {
    layout.columns().stream()
        .filter(name -> !name.equals(ColumnLayout.PASSED_OVER))
        .forEach(names::add);
    names.addAll(layout.named().values());
    names.add(layout.head().front());
    names.add(layout.head().forwarded());
  }

  private static void add(TextForm form, List<String> names) {
    form.items().forEach(item -> names.add(Objects.requireNonNullElse(item.field(), "")));
    names.addAll(form.values().keySet());
  }
}
