package dev.weir.match;

import com.google.re2j.Pattern;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a {@link FieldTest}. */
final class FieldTestReader {
  static final List<String> OPERATORS =
      List.of(
          "equals",
          "in",
          "not_in",
          "prefix",
          "suffix",
          "contains",
          "regex",
          "cidr",
          "lt",
          "lte",
          "gt",
          "gte",
          "exists");

  private static final Form<String> NETWORK =
      Forms.text(
          "network",
          text -> {
            NetworkTest unused = NetworkTest.of(text);
            return text;
          });

  private final Section section;
  private final Map<String, Object> written = new LinkedHashMap<>();
  private final List<ValueTest> some = new ArrayList<>();

  FieldTestReader(Section section) {
    this.section = section;
  }

  FieldTest read(@Nullable String list) {
    // What has a wrong value is given all the same.
    OPERATORS.stream().filter(section::has).forEach(key -> written.put(key, ""));
    String equal = section.optional("equals", Forms.ANY);
    if (equal != null) {
      written.put("equals", equal);
      some.add(new ValueSet(List.of(equal)));
    }
    if (list != null) {
      some.addAll(set(list));
    }
    some.addAll(set("in"));
    List<ValueTest> none = set("not_in");
    texts("prefix", WildText::atStart);
    texts("suffix", WildText::atEnd);
    texts("contains", WildText::anywhere);
    Pattern regex = section.optional("regex", Forms.REGEX);
    if (regex != null) {
      written.put("regex", regex.pattern());
      some.add(new RegexTest(regex));
    }
    any("cidr", section.oneOrMore("cidr", NETWORK), NetworkTest::of);
    numbers();
    Boolean exists = section.optional("exists", Forms.BOOLEAN);
    if (exists != null) {
      written.put("exists", exists);
    }
    if (exists != null && !exists && written.size() > 1) {
      section.problem(
          "exists", "'false' beside other operators", "exists: false alone, or no exists");
    }
    return new FieldTest(written, exists, all(some), all(none));
  }

  private static @Nullable ValueTest all(List<ValueTest> tests) {
    return tests.isEmpty() ? null : tests.size() == 1 ? tests.getFirst() : new AllTest(tests);
  }

  private List<ValueTest> set(String key) {
    List<String> values = section.list(key, List.of(), Forms.ANY);
    note(key, values);
    return values.isEmpty() ? List.of() : List.of(new ValueSet(values));
  }

  private void texts(String key, Function<WildText, WildText> place) {
    any(
        key,
        section.oneOrMore(key, Forms.TEXT),
        text -> TextPattern.of(place.apply(WildText.plain(text)), true));
  }

  private void any(String key, List<String> values, Function<String, ValueTest> test) {
    note(key, values);
    List<ValueTest> tests = values.stream().map(test).toList();
    if (!tests.isEmpty()) {
      some.add(tests.size() == 1 ? tests.getFirst() : new AnyTest(tests));
    }
  }

  private void note(String key, List<String> values) {
    if (section.isEmptyList(key)) {
      section.problem(key, "an empty list", "at least one value");
    }
    if (section.has(key)) {
      written.put(key, values);
    }
  }

  private void numbers() {
    for (Comparison comparison : Comparison.values()) {
      String key = comparison.name().toLowerCase(Locale.ROOT);
      NumberTest test =
          section.optional(key, Forms.text("number", text -> NumberTest.of(comparison, text)));
      if (test != null) {
        written.put(key, test.bound().toPlainString());
        some.add(test);
      }
    }
  }
}
