package dev.weir.type;

import dev.weir.yaml.Form;
import dev.weir.yaml.Takes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text with fields in braces between its words, {@code Failed {method} for {*user} from {ip}}.
 *
 * <ul>
 *   <li>{@code {name}} reaches to the first place of what follows, {@code {}} passes over it.
 *   <li>{@code {*name}} reaches to the last one: for what a stranger may write, before what he may
 *       not.
 *   <li>{@code {=name}} reaches to the only one from which on the rest fits: a line with two is of
 *       no form that has such a field.
 *   <li>{@code {-name}} is one word.
 *   <li>{@code {name:AH}} begins so.
 *   <li>{@code {?, referer: {referer}}} is there or not.
 * </ul>
 *
 * @param items in their order
 * @param values what a line of this form says without writing it, by field
 */
public record TextForm(List<Item> items, Map<String, String> values) {
  /** How far a field reaches. */
  public enum Reach {
    /** To the first place of the next text. */
    FIRST,
    /** To its last place; all behind it is found from the line's end. */
    LAST,
    /** To the only place of the next text from which on the rest fits. */
    ONLY
  }

  /**
   * A text, and the field behind it.
   *
   * @param text may be empty
   * @param field the field's name, empty for one that is passed over; null for no field
   * @param reach how far the field reaches
   * @param word whether the field is one word, and none that is empty
   * @param begins what the field begins with
   * @param optional as many items, from this one on, may be missing together; 0 for none
   */
  public record Item(
      String text, @Nullable String field, Reach reach, boolean word, String begins, int optional) {
    private Item optional(int count) {
      return new Item(text, field, reach, word, begins, count);
    }
  }

  public TextForm {
    items = List.copyOf(items);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** How a file writes it, see {@link #of}. */
  static Form<TextForm> form(Set<String> taken) {
    return Form.of(
        new Takes.Text("form with `{fields}`", null, List.of("{field} text")),
        text -> of(text, taken));
  }

  /**
   * Reads a form.
   *
   * @param taken names that no field may have
   * @throws IllegalArgumentException if it is none, or a name is there twice
   */
  static TextForm of(String text, Set<String> taken) {
    List<Item> items = items(text, false);
    Set<String> names = new HashSet<>(taken);
    boolean last = false;
    boolean only = false;
    int options = 0;
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      options = Math.max(options - 1, item.optional());
      boolean isLast = item.reach() == Reach.LAST;
      if ((last && (item.optional() > 0 || item.reach() != Reach.FIRST))
          || (isLast && options > 0)) {
        throw new IllegalArgumentException("one {*field}, and only plain fields behind it");
      }
      last |= isLast;
      if (item.reach() == Reach.ONLY && (only || options > 0 || !isFixed(items, i + 1))) {
        throw new IllegalArgumentException(
            "one {=field}, outside of {?...}, and a text behind it that is always there");
      }
      only |= item.reach() == Reach.ONLY;
      String name = Objects.requireNonNullElse(item.field(), "");
      // What is optional may have one field in several places, of which the first counts.
      boolean again = !name.isEmpty() && !names.add(TypeFile.path(name));
      if (again && (options == 0 || taken.contains(name))) {
        throw new IllegalArgumentException(
            "a name for each field: {" + name + "} is there already");
      }
    }
    return new TextForm(items, Map.of());
  }

  private static boolean isFixed(List<Item> items, int i) {
    return i < items.size() && items.get(i).optional() == 0 && !items.get(i).text().isEmpty();
  }

  /** The same form with what it says besides. */
  TextForm saying(Map<String, String> others) {
    return new TextForm(items, others);
  }

  /** Whether a field has this name. */
  boolean has(String name) {
    return items.stream().anyMatch(item -> name.equals(item.field()));
  }

  private static List<Item> items(String text, boolean optional) {
    List<Item> items = new ArrayList<>();
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int close = closing(text, open);
      String before = text.substring(at, open);
      String inner = text.substring(open + 1, close);
      at = close + 1;
      if (!inner.startsWith("?")) {
        items.add(field(before, inner));
        continue;
      }
      List<Item> group = optional ? List.of() : items(inner.substring(1), true);
      if (group.isEmpty()) {
        throw new IllegalArgumentException("a text in {?...}, and no {?...} in it");
      }
      if (!before.isEmpty()) {
        items.add(text(before));
      }
      items.add(group.getFirst().optional(group.size()));
      items.addAll(group.subList(1, group.size()));
    }
    if (at < text.length()) {
      items.add(text(text.substring(at)));
    }
    return items;
  }

  /** The brace that closes this one. */
  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("a closing brace for each field");
  }

  private static Item text(String text) {
    return new Item(text, null, Reach.FIRST, false, "", 0);
  }

  private static Item field(String before, String inner) {
    char sign = inner.isEmpty() ? ' ' : inner.charAt(0);
    Reach reach =
        switch (sign) {
          case '*' -> Reach.LAST;
          case '=' -> Reach.ONLY;
          default -> Reach.FIRST;
        };
    boolean signed = reach != Reach.FIRST || sign == '-';
    String name = signed ? inner.substring(1) : inner;
    int colon = name.indexOf(':');
    String begins = colon < 0 ? "" : name.substring(colon + 1);
    return new Item(
        before, colon < 0 ? name : name.substring(0, colon), reach, sign == '-', begins, 0);
  }
}
