package dev.weir.match;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a text that is in everything that a regular expression matches, so that most values need
 * not be put to the expression. It reads the plain part of RE2's syntax; where it does not
 * understand, it finds less. Not thread-safe.
 */
final class RegexLiteral {
  private static final String QUANTIFIERS = "*?{";
  private static final String NO_LITERALS = "^$.+)";
  private static final String IGNORE_CASE = "(?i)";
  private static final Pattern COUNTED = Pattern.compile("\\{[0-9]+(,[0-9]*)?}");
  private static final int ASCII = 0x80;

  private final String regex;
  private boolean ignoresCase;
  private final StringBuilder run = new StringBuilder();
  private String longest = "";
  private int at;

  private RegexLiteral(String regex, boolean ignoresCase) {
    this.regex = regex;
    this.ignoresCase = ignoresCase;
  }

  /**
   * The longest text of ASCII that it finds; empty for none.
   *
   * @param ignoresCase whether the expression takes upper and lower case for one another
   */
  static String of(String regex, boolean ignoresCase) {
    return new RegexLiteral(regex, ignoresCase).find();
  }

  private String find() {
    if (regex.startsWith(IGNORE_CASE)) {
      ignoresCase = true;
      at = IGNORE_CASE.length();
    }
    while (at < regex.length()) {
      char c = regex.charAt(at);
      if (c == '|') {
        // Either side is enough, so neither is in all that matches.
        return "";
      }
      if (c == '(') {
        if (!skipGroup()) {
          return "";
        }
        end();
      } else if (c == '[') {
        if (!skipClass()) {
          return "";
        }
        end();
      } else if (c == '\\') {
        if (!escape()) {
          return "";
        }
      } else if (QUANTIFIERS.indexOf(c) >= 0) {
        if (!repeated()) {
          return "";
        }
      } else if (NO_LITERALS.indexOf(c) >= 0) {
        at++;
        end();
      } else {
        at++;
        literal(c);
      }
    }
    end();
    return longest;
  }

  /** A character of the text, unless it is one that has other forms than those of ASCII. */
  private void literal(char c) {
    // The Kelvin sign is a k, and the long s an s, to an expression that ignores case.
    boolean hasOthers = ignoresCase && "kKsS".indexOf(c) >= 0;
    if (c >= ASCII || hasOthers) {
      end();
    } else {
      run.append(c);
    }
  }

  /**
   * Passes a quantifier. What stands before may be absent, so the last character is not in the run;
   * false for a brace that is none.
   */
  private boolean repeated() {
    Matcher counted = COUNTED.matcher(regex).region(at, regex.length());
    if (regex.charAt(at) == '{' && !counted.lookingAt()) {
      return false;
    }
    if (!run.isEmpty()) {
      run.setLength(run.length() - 1);
    }
    end();
    at = regex.charAt(at) == '{' ? counted.end() : at + 1;
    return true;
  }

  private void end() {
    longest = run.length() > longest.length() ? run.toString() : longest;
    run.setLength(0);
  }

  /** A backslash and what it escapes; false for what is left alone. */
  private boolean escape() {
    if (at + 1 == regex.length() || regex.charAt(at + 1) == 'Q') {
      return false;
    }
    char c = regex.charAt(at + 1);
    at += 2;
    if (Character.isLetterOrDigit(c)) {
      end();
      // Of a code such as \x41 or \pL what follows is no literal.
      return "dDwWsSbBAz".indexOf(c) >= 0;
    }
    literal(c);
    return true;
  }

  /** Passes a group; false for one that changes how the rest is read, or has no end. */
  private boolean skipGroup() {
    if (regex.startsWith("(?", at)
        && !regex.startsWith("(?:", at)
        && !regex.startsWith("(?P<", at)) {
      return false;
    }
    int depth = 0;
    while (at < regex.length()) {
      char c = regex.charAt(at);
      if (c == '\\') {
        if (regex.startsWith("\\Q", at)) {
          return false;
        }
        at += 2;
      } else if (c == '[') {
        if (!skipClass()) {
          return false;
        }
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        at++;
        if (depth == 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** Passes a class of characters; false if it has no end. */
  private boolean skipClass() {
    at++;
    at += regex.startsWith("^", at) ? 1 : 0;
    at += regex.startsWith("]", at) ? 1 : 0;
    while (at < regex.length()) {
      char c = regex.charAt(at);
      if (c == ']') {
        at++;
        return true;
      }
      if (regex.startsWith("\\Q", at)) {
        return false;
      }
      if (regex.startsWith("[:", at)) {
        int close = regex.indexOf(":]", at);
        if (close < 0) {
          return false;
        }
        at = close + 2;
      } else {
        at += c == '\\' ? 2 : 1;
      }
    }
    return false;
  }
}
