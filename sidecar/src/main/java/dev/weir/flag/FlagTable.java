package dev.weir.flag;

import dev.weir.record.FieldNames;
import dev.weir.type.FieldCheck;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shipped flags with the user's over them: where a user's rule names a field of a type, the
 * shipped rule on that field no longer holds for that type.
 */
public final class FlagTable {
  private final List<Entry> own;
  private final List<FlagRule> rules;

  private FlagTable(List<Entry> own, List<FlagRule> rules) {
    this.own = own;
    this.rules = List.copyOf(rules);
  }

  /** A rule, or with {@code off: true} the absence of one. */
  private record Entry(
      Section section, List<String> types, List<String> fields, @Nullable FlagRule rule) {}

  /**
   * Reads the sections {@code flags}.
   *
   * @param known reads the name of a type
   */
  public static FlagTable read(List<Section> users, List<Section> shipped, Form<String> known) {
    List<Entry> own = users.stream().map(section -> entry(section, known)).toList();
    List<FlagRule> rules = new ArrayList<>();
    for (Section section : shipped) {
      Entry entry = entry(section, known);
      List<String> left =
          entry.types().stream()
              .filter(type -> own.stream().noneMatch(mine -> claims(mine, type, entry.fields())))
              .toList();
      if (entry.rule() != null && !left.isEmpty()) {
        rules.add(entry.rule().forTypes(left));
      }
    }
    Set<String> coming = new HashSet<>();
    own.stream()
        .map(Entry::rule)
        .filter(Objects::nonNull)
        .forEach(rule -> coming.addAll(names(rule)));
    Set<String> names = new HashSet<>();
    rules.forEach(rule -> names(rule).forEach(names::add));
    for (Entry entry : own) {
      if (entry.rule() != null) {
        checkOrder(entry, coming, names);
        for (String name : names(entry.rule())) {
          if (!names.add(name)) {
            String flag = name.substring(name.indexOf(' ') + 1);
            entry
                .section()
                .problem("the flag '" + flag + "' a second time", "a flag once per type");
          }
        }
        rules.add(entry.rule());
      }
    }
    return new FlagTable(own, rules);
  }

  /** Reports fields that are only filled when the flags of the entry are already set. */
  private static void checkOrder(Entry entry, Set<String> all, Set<String> before) {
    for (String field : entry.fields()) {
      if (FieldNames.isOfDetection(field)) {
        entry
            .section()
            .problem(
                "fields",
                "'" + field + "', which Weir fills after the flags",
                "a field of the log, of ECS or of an enrichment, or a flag");
      }
      for (String type : entry.types()) {
        String flag = type + " " + field;
        if (all.contains(flag) && !before.contains(flag)) {
          entry
              .section()
              .problem(
                  "fields",
                  "the flag '" + field + "', which is not set yet",
                  "a flag of an entry above this one");
        }
      }
    }
  }

  /** The rules that hold. */
  public List<FlagRule> rules() {
    return rules;
  }

  /** Reports fields that the types of a rule do not have. */
  public void check(FieldCheck fields) {
    for (Entry entry : own) {
      entry.types().forEach(type -> fields.check(entry.section(), "fields", type, entry.fields()));
    }
  }

  private static boolean claims(Entry mine, String type, List<String> fields) {
    return mine.types().contains(type) && mine.fields().stream().anyMatch(fields::contains);
  }

  private static List<String> names(FlagRule rule) {
    List<String> names = new ArrayList<>();
    for (String type : rule.types()) {
      names.add(type + " " + rule.one().name());
      if (rule.other() != null) {
        names.add(type + " " + rule.other().name());
      }
    }
    return names;
  }

  private static Entry entry(Section section, Form<String> known) {
    List<String> types = section.list("types", List.of(), known);
    List<String> fields = section.list("fields", List.of(), Forms.TEXT);
    if (!section.has("types")) {
      section.problem("types", "nothing", "the types the flags are for");
    }
    if (!section.has("fields")) {
      section.problem("fields", "nothing", "the fields the value is read from");
    }
    Flag one = Flag.one(section.section("one"));
    Flag other = Flag.other(section.section("other"));
    boolean off = section.value("off", false, Forms.BOOLEAN);
    if (off ? one != null || other != null : one == null) {
      section.problem(
          off ? "off: true beside flags" : "no flag", "one: {name, values}, or off: true alone");
    }
    return new Entry(
        section, types, fields, one == null ? null : new FlagRule(types, fields, one, other));
  }
}
