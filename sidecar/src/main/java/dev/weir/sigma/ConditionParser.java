package dev.weir.sigma;

import dev.weir.rule.Expression;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a condition (rules specification 2.1.0, "Condition"). From the loosest to the tightest bind
 * {@code or}, {@code and}, {@code not}, {@code x of}, and parentheses.
 */
final class ConditionParser {
  private static final Pattern TOKEN = Pattern.compile("[()|]|[^\\s()|]+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.*-]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
  private static final int DEEPEST = 64;
  private static final int MOST_TOKENS = 4096;

  /** Tests that a condition may stand for: each mention of a name counts all of its tests. */
  private static final int MOST_TESTS = 1 << 17;

  private final Map<String, Expression> known;
  private final int line;
  private final List<String> tokens = new ArrayList<>();
  private final IdentityHashMap<Expression, Integer> sizes = new IdentityHashMap<>();
  private int at;
  private int depth;
  private int tests;

  /**
   * A parser.
   *
   * @param known what each search identifier stands for
   * @param line where the condition stands
   */
  ConditionParser(Map<String, Expression> known, int line) {
    this.known = known;
    this.line = line;
  }

  /** Reads the whole text. */
  Expression parse(String text) throws SigmaException {
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    if (tokens.size() > MOST_TOKENS) {
      throw problem("the condition has more than " + MOST_TOKENS + " words");
    }
    if (tokens.contains("|")) {
      throw problem(
          "the condition has an aggregation of Sigma version 1 behind '|'; version 2 has"
              + " correlations in its place");
    }
    Expression whole = or();
    if (at < tokens.size()) {
      throw problem("the condition has '" + tokens.get(at) + "' where 'and' or 'or' is expected");
    }
    return whole;
  }

  private Expression or() throws SigmaException {
    List<Expression> parts = new ArrayList<>(List.of(and()));
    while (takes("or")) {
      parts.add(and());
    }
    return Expression.any(parts);
  }

  private Expression and() throws SigmaException {
    List<Expression> parts = new ArrayList<>(List.of(not()));
    while (takes("and")) {
      parts.add(not());
    }
    return Expression.all(parts);
  }

  private Expression not() throws SigmaException {
    boolean negated = false;
    while (takes("not")) {
      negated = !negated;
    }
    Expression part = term();
    return negated ? new Expression.Not(part) : part;
  }

  private Expression term() throws SigmaException {
    if (takes("(")) {
      if (++depth > DEEPEST) {
        throw problem("the condition has more than " + DEEPEST + " parentheses in one another");
      }
      Expression inner = or();
      depth--;
      if (!takes(")")) {
        throw problem("the condition has a '(' without its ')'");
      }
      return inner;
    }
    String word = next();
    if (at < tokens.size() && tokens.get(at).equalsIgnoreCase("of")) {
      at++;
      return some(word, next());
    }
    Expression one = known.get(word);
    if (one == null) {
      throw problem("the condition names '" + word + "', which the detection does not have");
    }
    mentioned(one);
    return one;
  }

  /** {@code word of pattern}. */
  private Expression some(String word, String pattern) throws SigmaException {
    List<Expression> parts = named(pattern);
    String many = word.toLowerCase(Locale.ROOT);
    if (many.equals("all")) {
      return Expression.all(parts);
    }
    if (many.equals("any")) {
      return Expression.any(parts);
    }
    if (!NUMBER.matcher(many).matches() || many.equals("0")) {
      throw problem("'" + word + " of' is none of '1 of', 'all of', or a number and 'of'");
    }
    int count = Integer.parseInt(many);
    if (count > parts.size()) {
      throw problem(
          "'%s of %s' asks for more than the %d that there are"
              .formatted(word, pattern, parts.size()));
    }
    return parts.size() == 1 ? parts.getFirst() : new Expression.AtLeast(count, parts);
  }

  private List<Expression> named(String pattern) throws SigmaException {
    boolean them = pattern.equalsIgnoreCase("them");
    if (!NAME.matcher(pattern).matches()) {
      throw problem("'of " + pattern + "' is neither 'of them' nor a name with '*'");
    }
    List<Expression> parts =
        known.entrySet().stream()
            .filter(
                entry -> them ? !entry.getKey().startsWith("_") : isLike(entry.getKey(), pattern))
            .map(Map.Entry::getValue)
            .toList();
    if (parts.isEmpty()) {
      throw problem("'of " + pattern + "' stands for no part of the detection");
    }
    for (Expression part : parts) {
      mentioned(part);
    }
    return parts;
  }

  /** Whether a name is like a pattern in which {@code *} is any text; in steps of both lengths. */
  private static boolean isLike(String name, String pattern) {
    int inName = 0;
    int inPattern = 0;
    int star = -1;
    int starIn = 0;
    while (inName < name.length()) {
      char wanted = inPattern < pattern.length() ? pattern.charAt(inPattern) : 0;
      if (wanted == '*') {
        star = inPattern++;
        starIn = inName;
      } else if (wanted == name.charAt(inName)) {
        inName++;
        inPattern++;
      } else if (star >= 0) {
        inPattern = star + 1;
        inName = ++starIn;
      } else {
        return false;
      }
    }
    return pattern.substring(inPattern).chars().allMatch(rest -> rest == '*');
  }

  private void mentioned(Expression part) throws SigmaException {
    tests += sizes.computeIfAbsent(part, ConditionParser::size);
    if (tests > MOST_TESTS) {
      throw problem(
          "the condition stands for more than "
              + MOST_TESTS
              + " tests, since it names large parts again and again; name each once");
    }
  }

  private static int size(Expression expression) {
    return switch (expression) {
      case Expression.All(List<Expression> parts) -> size(parts);
      case Expression.AtLeast(int _, List<Expression> parts) -> size(parts);
      case Expression.Not(Expression part) -> size(part);
      case Expression.Written written -> size(written.part());
      case Expression.Value _,
          Expression.Keyword _,
          Expression.Exists _,
          Expression.Absent _,
          Expression.Refers _ ->
          1;
    };
  }

  private static int size(List<Expression> parts) {
    return 1 + parts.stream().mapToInt(ConditionParser::size).sum();
  }

  private boolean takes(String word) {
    boolean there = at < tokens.size() && tokens.get(at).equalsIgnoreCase(word);
    if (there) {
      at++;
    }
    return there;
  }

  private String next() throws SigmaException {
    if (at == tokens.size()) {
      throw problem("the condition ends where a name is expected");
    }
    String word = tokens.get(at++);
    if (word.equals(")") || word.equals("(") || isReserved(word)) {
      throw problem("the condition has '" + word + "' where a name is expected");
    }
    return word;
  }

  private static boolean isReserved(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "and", "or", "not", "of" -> true;
      default -> false;
    };
  }

  private SigmaException problem(String reason) {
    return new SigmaException(line, reason);
  }
}
