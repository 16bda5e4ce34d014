package dev.weir.filter;

import dev.weir.type.FieldCheck;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rule of the filter. Its name is the reason under which drops are counted. */
public sealed interface FilterRule {
  /** The name, unique, at most 64 of letters, digits, {@code _ . -}. */
  String name();

  /** The type it holds for, null for every type. */
  @Nullable String type();

  /**
   * Drops the records that meet all conditions.
   *
   * @param when the conditions; empty means every record of the type
   * @param sample the share of them that is kept all the same, chosen by hash of the id
   */
  record Drop(String name, @Nullable String type, List<Condition> when, double sample)
      implements FilterRule {
    public Drop {
      if (sample < 0 || sample >= 1) {
        throw new IllegalArgumentException("sample is at least 0 and below 1: " + sample);
      }
      when = List.copyOf(when);
    }
  }

  /** Changes fields of the records. */
  record Change(String name, @Nullable String type, Action action, List<String> fields)
      implements FilterRule {
    public Change {
      fields = List.copyOf(fields);
    }
  }

  /** Whether it holds for records of this type. */
  default boolean isFor(String named) {
    return type() == null || named.equals(type());
  }

  /** What happens to a field. */
  enum Action {
    /** Its value is replaced by {@code ***}. */
    MASK,
    /**
     * Its value is replaced by the first 128 bits of its keyed SHA-256, hexadecimal: equal values
     * stay equal.
     */
    HASH,
    /** It is taken out. */
    REMOVE
  }

  /** How the name is written. */
  Form<String> NAME =
      Forms.matching(
          "up to 64 letters, digits, `_`, `.`, `-`",
          "[A-Za-z0-9_.-]{1,64}",
          "at most 64 letters, digits, _ . -");

  /** Reads a rule: a name and exactly one of drop, mask, hash, remove. */
  static @Nullable FilterRule read(Section section, Form<String> types, FieldCheck fields) {
    String name = section.required("name", "", "the reason to count under", NAME);
    Section drop = section.section("drop");
    Section mask = section.section("mask");
    Section hash = section.section("hash");
    Section remove = section.section("remove");
    if (List.of(drop, mask, hash, remove).stream().filter(Section::present).count() != 1) {
      section.problem("a rule with no action or several", "one of drop, mask, hash, remove");
      return null;
    }
    if (drop.present()) {
      String type = drop.optional("type", types);
      List<Condition> conditions = new ArrayList<>();
      for (Section when : drop.sections("when")) {
        Condition condition = Condition.read(when);
        if (type != null && !condition.field().isEmpty()) {
          fields.check(when, "field", type, List.of(condition.field()));
        }
        conditions.add(condition);
      }
      return new Drop(name, type, List.copyOf(conditions), drop.value("sample", 0.0, Forms.SHARE));
    }
    if (mask.present()) {
      return change(name, Action.MASK, mask, types, fields);
    }
    return hash.present()
        ? change(name, Action.HASH, hash, types, fields)
        : change(name, Action.REMOVE, remove, types, fields);
  }

  private static FilterRule change(
      String name, Action action, Section section, Form<String> types, FieldCheck typed) {
    List<String> fields = section.list("fields", List.of(), Forms.TEXT);
    if (fields.isEmpty()) {
      section.problem("fields", "no field", "at least one field");
    }
    String type = section.optional("type", types);
    if (type != null) {
      fields.forEach(field -> typed.check(section, "fields", type, List.of(field)));
    }
    return new Change(name, type, action, fields);
  }
}
