package dev.weir.enrich.table;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsSchema;
import dev.weir.feed.CsvForm;
import dev.weir.feed.ListSettings;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import dev.weir.yaml.Spelling;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of the user.
 *
 * @param list where it is
 * @param form how it is written
 * @param csv for CSV
 * @param key the column that rows are found by
 * @param match how keys compare
 * @param fields the fields of records whose values are keys
 * @param add the columns that records get, and the fields that these become
 * @param set texts that records get where there is a row, by field
 */
public record TableSettings(
    ListSettings list,
    Written form,
    CsvForm csv,
    String key,
    Match match,
    List<String> fields,
    Map<String, String> add,
    Map<String, String> set) {

  /** How a table is written. */
  public enum Written {
    CSV,
    JSON,
    /** One key on each line. */
    TEXT,
    /** What AWS publishes of its ranges. */
    AWS_IP_RANGES
  }

  /** How keys compare. */
  public enum Match {
    /** As texts, exactly. */
    TEXT,
    /** As addresses, of which keys are prefixes. */
    IP
  }

  /**
   * Reads one of {@code enrich.tables}.
   *
   * @param refresh how often a list is asked that does not say it
   */
  public static TableSettings read(Section section, Duration refresh) {
    ListSettings list = ListSettings.read(section, refresh);
    Written form = section.value("form", Written.CSV, Forms.choice(Written.class));
    boolean ranges = form == Written.AWS_IP_RANGES;
    boolean keyed = form == Written.CSV || form == Written.JSON;
    if (keyed && !section.has("key")) {
      section.problem("key", "nothing", "the column that rows are found by");
    }
    String key = section.optional("key", Forms.TEXT);
    List<String> fields = section.list("fields", List.of(), PATH);
    if (fields.isEmpty()) {
      section.problem("fields", "no field", "at least one field whose values are keys");
    }
    Map<String, String> add = added(section.section("add"));
    Map<String, String> set = labels(section.section("set"));
    if (add.isEmpty() && set.isEmpty()) {
      section.problem("neither add nor set", "what records get: add: { COLUMN: FIELD }");
    }
    if (form == Written.TEXT && !add.isEmpty()) {
      section.problem("add", "columns of what has none", "set: { FIELD: TEXT }");
    }
    return new TableSettings(
        list,
        form,
        CsvForm.read(section),
        key == null ? "1" : key,
        section.value("match", ranges ? Match.IP : Match.TEXT, Forms.choice(Match.class)),
        fields,
        add,
        set);
  }

  /** Whether keys are addresses and prefixes. */
  public boolean addresses() {
    return match == Match.IP;
  }

  private static Map<String, String> added(Section section) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String column : section.keys()) {
      columns.put(column, section.value(column, "asset.name", FIELD));
    }
    return Collections.unmodifiableMap(columns);
  }

  private static Map<String, String> labels(Section section) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String field : section.keys()) {
      String label = section.value(field, "", Forms.TEXT);
      try {
        labels.put(FIELD.parse(field), label);
      } catch (IllegalArgumentException e) {
        section.problem(field, "'" + field + "'", String.valueOf(e.getMessage()));
      }
    }
    return Collections.unmodifiableMap(labels);
  }

  /** A field of the normal form that takes texts. */
  private static final Form<String> FIELD = Forms.text("field of ECS", TableSettings::field);

  private static final Form<String> PATH = Forms.text("field", TableSettings::path);

  private static String field(String text) {
    EcsSchema schema = EcsSchema.get();
    if (!schema.has(text)) {
      throw new IllegalArgumentException(
          Spelling.nearest(text, schema.names())
              .map(nearest -> "'" + nearest + "'")
              .orElse("a field of ecs.yaml, such as asset.owner or cloud.account.name"));
    }
    EcsField.Type type = schema.field(text).type();
    if (type != EcsField.Type.KEYWORD && type != EcsField.Type.TEXT) {
      throw new IllegalArgumentException("a field that holds texts");
    }
    return text;
  }

  private static String path(String text) {
    if (text.isEmpty() || text.startsWith(".") || text.endsWith(".") || text.contains("..")) {
      throw new IllegalArgumentException("a field's path: a.b.c");
    }
    return text;
  }
}
