package dev.weir.config;

import dev.weir.indices.TypeIndices;
import dev.weir.type.InnerRule;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.type.NameGlob;
import dev.weir.type.NativeNames;
import dev.weir.type.Period;
import dev.weir.type.RecordFormat;
import dev.weir.type.TypeFile;
import dev.weir.yaml.Forms;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.Problem;
import dev.weir.yaml.Section;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the file says of a type of log.
 *
 * @param type its name, part of the index name
 * @param defined what its own file says of it, or null
 * @param period how much time one index holds; null for what the type has, a day for a new one
 * @param timeFields where the event's time is, asked in this order before the type's own fields
 * @param inner which types the records in its records have, asked before the type's own rules
 * @param indices what is said of its indices
 */
public record TypeConfig(
    String type,
    @Nullable LogType defined,
    @Nullable Period period,
    List<String> timeFields,
    List<InnerRule> inner,
    TypeIndices indices) {

  static TypeConfig read(String type, Section section, KnownTypes known, Collection<String> flags) {
    LogType defined = defined(type, section);
    List<InnerRule> inner =
        section.sections("inner").stream().map(rule -> inner(rule, known)).toList();
    LogType is = defined == null ? LogTypes.shipped().named(type) : defined;
    if (!inner.isEmpty() && !(is != null && is.format() instanceof RecordFormat.Inner)) {
      section.problem(
          "inner",
          type + ", whose records hold no others",
          "cloudwatch.logs, or a type with format.inner");
    }
    if (defined != null && defined.format() instanceof RecordFormat.Inner holds) {
      holds.rules().forEach(rule -> check(rule.type(), section, known));
      check(holds.objects(), section, known);
    }
    if (is != null && is.formOf() != null && section.has("rollup")) {
      section.problem(
          "rollup",
          type + ", a form of " + is.formOf(),
          "it at " + is.formOf() + ", whose indices they share");
    }
    TypeIndices indices = TypeIndices.read(section, is, flags);
    List<String> times = section.list("time_fields", List.of(), Forms.TEXT);
    if (is != null) {
      NativeNames names = is.withFields(indices.fields()).names();
      times.forEach(field -> names.check(section, "time_fields", field));
    }
    return new TypeConfig(
        type,
        defined,
        section.optional("period", Forms.choice(Period.class)),
        times,
        inner,
        indices);
  }

  /**
   * The type of a name: the file's own, else the one that ships; null if there is none.
   *
   * @param types those that the file names
   */
  static @Nullable LogType type(Map<String, TypeConfig> types, String name) {
    TypeConfig given = types.get(name);
    return given != null && given.defined() != null
        ? given.defined()
        : LogTypes.shipped().named(name);
  }

  private static InnerRule inner(Section rule, KnownTypes known) {
    return new InnerRule(
        rule.required("match", NameGlob.of("-"), "a name, * for any text in it", NameGlob.FORM),
        rule.required("type", "json", "a type", known));
  }

  private static void check(String named, Section section, KnownTypes known) {
    try {
      String unused = known.parse(named);
    } catch (IllegalArgumentException e) {
      section.problem(
          "file", "the type '" + named + "' in format.inner", String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable LogType defined(String type, Section section) {
    Path file = section.optional("file", section.fileBeside());
    if (file == null) {
      return null;
    }
    try {
      LogType defined = TypeFile.read(file);
      if (!defined.name().equals(type)) {
        section.problem("file", "the type " + defined.name() + " in " + file, "the type " + type);
      }
      return defined;
    } catch (InvalidFileException e) {
      for (Problem problem : e.problems()) {
        String key = problem.key().isEmpty() ? "" : ", " + problem.key();
        String where = "%s, line %d%s: ".formatted(file, problem.line(), key);
        section.problem("file", where + problem.given(), problem.expected());
      }
      return null;
    }
  }
}
