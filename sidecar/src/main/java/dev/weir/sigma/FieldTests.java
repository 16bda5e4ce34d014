package dev.weir.sigma;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.match.Comparison;
import dev.weir.match.DatePart;
import dev.weir.match.DatePartTest;
import dev.weir.match.NetworkTest;
import dev.weir.match.NumberTest;
import dev.weir.match.RegexTest;
import dev.weir.match.TextPattern;
import dev.weir.match.TextRelation;
import dev.weir.match.TextSet;
import dev.weir.match.ValueTest;
import dev.weir.match.WildText;
import dev.weir.rule.Expression;
import dev.weir.rule.RulePart;
import dev.weir.sigma.Modifier.Group;
import dev.weir.yaml.YamlValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what a rule says of one field (rules specification 2.1.0, "Maps"; modifiers appendix). */
final class FieldTests {
  /** As many exact texts are looked up at once; fewer are compared one by one. */
  private static final int FEWEST_OF_SET = 2;

  /** The most characters of a test that are kept for those who ask why a rule matches. */
  private static final int LONGEST_TEXT = 200;

  /** Together in one file: what is made of its texts has to find room in memory. */
  private static final int MOST_TEXTS = 1 << 18;

  private static final int LONGEST_REGEX = 4096;
  private static final int DEEPEST_REGEX = 100;

  /** Each step may be taken for each character of a text. */
  private static final int LARGEST_REGEX = 5000;

  private static final long LARGEST_REGEXES = 200_000;

  private static final List<String> LOOKAROUND = List.of("(?=", "(?!", "(?<=", "(?<!");

  private final Map<String, List<String>> placeholders;
  private int texts;
  private long regexes;

  /**
   * A reader.
   *
   * @param placeholders what each placeholder may stand for, by its name
   */
  FieldTests(Map<String, List<String>> placeholders) {
    this.placeholders = placeholders;
  }

  /** What {@code key: value} asks for. */
  Expression read(FieldKey key, YamlValue value) throws SigmaException {
    List<YamlValue.Scalar> values = scalars(key, value);
    if (key.has(Modifier.ALL) && values.size() < 2) {
      throw new SigmaException(
          key.line(), "'all' links several values, and '" + key.field() + "' has one");
    }
    Expression expression =
        key.has(Modifier.EXISTS) ? exists(key, values) : link(key, expressions(key, values));
    return new Expression.Written(
        RulePart.TEST,
        text(key, values),
        key.has(Modifier.NEQ) ? new Expression.Not(expression) : expression);
  }

  /** The test as somebody wrote it, as far as a line has room for it. */
  private static String text(FieldKey key, List<YamlValue.Scalar> values) {
    StringBuilder text = new StringBuilder(key.text());
    for (int i = 0; i < values.size() && text.length() < LONGEST_TEXT; i++) {
      text.append(i == 0 ? "" : ", ").append(values.get(i).text());
    }
    if (text.length() > LONGEST_TEXT) {
      text.setLength(LONGEST_TEXT);
      text.append('…');
    }
    return text.toString();
  }

  private static List<YamlValue.Scalar> scalars(FieldKey key, YamlValue value)
      throws SigmaException {
    List<YamlValue> items =
        value instanceof YamlValue.Sequence list ? list.items() : List.of(value);
    if (items.isEmpty()) {
      throw new SigmaException(value.line(), "'" + key.field() + "' has an empty list of values");
    }
    List<YamlValue.Scalar> scalars = new ArrayList<>();
    for (YamlValue item : items) {
      if (!(item instanceof YamlValue.Scalar scalar)) {
        throw new SigmaException(
            item.line(),
            "a value of '%s' is %s, where a single value is expected"
                .formatted(key.field(), item.kindInWords()));
      }
      if (scalar.kind() == YamlValue.Kind.NULL && items.size() > 1) {
        throw new SigmaException(
            item.line(),
            "null stands among other values of '%s'; give it a selection of its own"
                .formatted(key.field()));
      }
      scalars.add(scalar);
    }
    return scalars;
  }

  private static Expression link(FieldKey key, List<Expression> parts) {
    return key.has(Modifier.ALL) ? Expression.all(parts) : Expression.any(parts);
  }

  private static Expression exists(FieldKey key, List<YamlValue.Scalar> values)
      throws SigmaException {
    YamlValue.Scalar wanted = values.getFirst();
    if (values.size() > 1 || wanted.kind() != YamlValue.Kind.BOOLEAN || key.field().isEmpty()) {
      throw new SigmaException(key.line(), "'exists' takes a field, and true or false");
    }
    Expression there = new Expression.Exists(key.field());
    return isTrue(wanted) ? there : new Expression.Not(there);
  }

  private static boolean isTrue(YamlValue.Scalar scalar) {
    return scalar.text().toLowerCase(Locale.ROOT).equals("true");
  }

  private List<Expression> expressions(FieldKey key, List<YamlValue.Scalar> values)
      throws SigmaException {
    List<Expression> expressions = new ArrayList<>();
    List<String> exact = new ArrayList<>();
    for (YamlValue.Scalar value : values) {
      if (value.kind() == YamlValue.Kind.NULL) {
        return List.of(absent(key, value));
      }
      if (key.has(Modifier.FIELDREF)) {
        expressions.add(reference(key, value));
        continue;
      }
      List<Expression> variants = new ArrayList<>();
      for (ValueTest test : tests(key, value)) {
        if (test instanceof TextPattern text && text.isExact() && !key.has(Modifier.ALL)) {
          exact.add(text.exact());
        } else {
          variants.add(of(key, test));
        }
      }
      if (!variants.isEmpty()) {
        // What a modifier made of one value is linked by or, whatever links the values.
        expressions.add(Expression.any(variants));
      }
    }
    if (exact.size() >= FEWEST_OF_SET) {
      expressions.add(of(key, new TextSet(exact, key.has(Modifier.CASED))));
    } else if (!exact.isEmpty()) {
      WildText one = WildText.plain(exact.getFirst());
      expressions.add(of(key, TextPattern.of(one, key.has(Modifier.CASED))));
    }
    return expressions;
  }

  private static Expression of(FieldKey key, ValueTest test) {
    return key.field().isEmpty()
        ? new Expression.Keyword(test)
        : new Expression.Value(key.field(), test);
  }

  private static Expression absent(FieldKey key, YamlValue.Scalar value) throws SigmaException {
    boolean plain = key.modifiers().stream().allMatch(modifier -> modifier == Modifier.NEQ);
    if (!plain || key.field().isEmpty()) {
      throw new SigmaException(
          value.line(), "null is a value of a field, and of modifiers takes 'neq' alone");
    }
    return new Expression.Absent(key.field());
  }

  private static Expression reference(FieldKey key, YamlValue.Scalar value) throws SigmaException {
    if (key.field().isEmpty() || value.text().isEmpty()) {
      throw new SigmaException(value.line(), "'fieldref' takes a field, and the name of another");
    }
    TextRelation relation =
        key.has(Modifier.CONTAINS)
            ? TextRelation.CONTAINS
            : key.has(Modifier.STARTSWITH)
                ? TextRelation.STARTS_WITH
                : key.has(Modifier.ENDSWITH) ? TextRelation.ENDS_WITH : TextRelation.EQUALS;
    return new Expression.Refers(key.field(), value.text(), relation, key.has(Modifier.CASED));
  }

  private List<ValueTest> tests(FieldKey key, YamlValue.Scalar value) throws SigmaException {
    try {
      if (key.has(Modifier.RE)) {
        return List.of(new RegexTest(regex(key, value)));
      }
      if (key.has(Modifier.CIDR)) {
        return List.of(NetworkTest.of(value.text()));
      }
      if (key.has(Group.DATE)) {
        DatePart part = DatePart.valueOf(modifier(key, Group.DATE).name());
        return List.of(new DatePartTest(part, number(key, value)));
      }
      return key.has(Group.COMPARISON) ? List.of(number(key, value)) : texts(key, value);
    } catch (IllegalArgumentException e) {
      throw new SigmaException(
          value.line(),
          "'%s' of '%s' is not %s".formatted(value.text(), key.field(), e.getMessage()));
    }
  }

  private static Modifier modifier(FieldKey key, Group group) {
    return key.modifiers().stream().filter(each -> each.group() == group).findFirst().orElseThrow();
  }

  /** A bound, or of a part of a date the number itself. */
  private static ValueTest number(FieldKey key, YamlValue.Scalar value) {
    if (key.has(Group.COMPARISON)) {
      Comparison comparison = Comparison.valueOf(modifier(key, Group.COMPARISON).name());
      return NumberTest.of(comparison, value.text());
    }
    if (value.kind() != YamlValue.Kind.INTEGER) {
      throw new IllegalArgumentException("a whole number");
    }
    return TextPattern.of(WildText.plain(whole(value.text())), true);
  }

  private List<ValueTest> texts(FieldKey key, YamlValue.Scalar value) throws SigmaException {
    List<ValueTest> tests = new ArrayList<>();
    TextTransformer transformer = new TextTransformer(placeholders, value.line());
    List<WildText> made = transformer.transform(written(value), key.modifiers());
    texts += made.size();
    if (texts > MOST_TEXTS) {
      throw new SigmaException(
          value.line(),
          "the values of the file become more than %d texts; divide the file, or use modifiers such"
                  .formatted(MOST_TEXTS)
              + " as 'windash' on fewer values");
    }
    for (WildText text : made) {
      boolean isKeyword = key.field().isEmpty();
      TextPattern pattern =
          TextPattern.of(isKeyword ? text.anywhere() : text, key.has(Modifier.CASED));
      if (value.text().isEmpty() && (isKeyword || key.has(Group.POSITION))) {
        throw new SigmaException(
            value.line(),
            "an empty text is in every value; write '%s' without it, or '%s|exists: true'"
                .formatted(key.field(), key.field()));
      }
      tests.add(pattern);
    }
    return tests;
  }

  /** The value as logs write it. */
  private static String written(YamlValue.Scalar value) {
    return switch (value.kind()) {
      case TEXT -> value.text();
      case INTEGER -> whole(value.text());
      case DECIMAL -> Double.toString(decimal(value.text()));
      case BOOLEAN -> value.text().toLowerCase(Locale.ROOT);
      case NULL -> throw new IllegalStateException("null has no text");
    };
  }

  private static double decimal(String text) {
    return Double.parseDouble(text.replaceFirst("^[+]", "").replaceFirst("(?i)[.]inf", "Infinity"));
  }

  /** In decimal digits what YAML takes in hexadecimal and octal ones, too. */
  private static String whole(String text) {
    if (text.startsWith("0x")) {
      return new BigInteger(text.substring(2), 16).toString();
    }
    return text.startsWith("0o")
        ? new BigInteger(text.substring(2), 8).toString()
        : new BigInteger(text.replaceFirst("^[+]", "")).toString();
  }

  private Pattern regex(FieldKey key, YamlValue.Scalar value) throws SigmaException {
    bound(value);
    int flags =
        (key.has(Modifier.I) ? Pattern.CASE_INSENSITIVE : 0)
            | (key.has(Modifier.M) ? Pattern.MULTILINE : 0)
            | (key.has(Modifier.S) ? Pattern.DOTALL : 0);
    try {
      return Pattern.compile(value.text(), flags);
    } catch (PatternSyntaxException e) {
      throw new SigmaException(
          value.line(), "'" + value.text() + "' " + reason(value.text(), e.getDescription()));
    }
  }

  /** Refuses an expression that would take much memory, or much time for each record. */
  private void bound(YamlValue.Scalar value) throws SigmaException {
    String regex = value.text();
    if (regex.length() > LONGEST_REGEX) {
      throw new SigmaException(
          value.line(),
          "a regular expression has %d characters, expected at most %d; use several"
              .formatted(regex.length(), LONGEST_REGEX));
    }
    if (RegexSize.depth(regex) > DEEPEST_REGEX) {
      throw new SigmaException(
          value.line(),
          "a regular expression has more than " + DEEPEST_REGEX + " groups in one another");
    }
    long size = RegexSize.of(regex);
    regexes += size;
    if (size > LARGEST_REGEX) {
      throw new SigmaException(
          value.line(),
          "'%s' has more than %d steps when its repeats are written out; write smaller counts"
              .formatted(regex, LARGEST_REGEX));
    }
    if (regexes > LARGEST_REGEXES) {
      throw new SigmaException(
          value.line(),
          "the regular expressions of the file have more than %d steps together; divide the file"
              .formatted(LARGEST_REGEXES));
    }
  }

  private static String reason(String regex, String description) {
    return LOOKAROUND.stream().anyMatch(regex::contains)
        ? "has lookaround, which takes more than linear time and is not supported"
        : "is no regular expression of RE2 (" + description + ")";
  }
}
