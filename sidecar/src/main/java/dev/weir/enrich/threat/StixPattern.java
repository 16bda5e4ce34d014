package dev.weir.enrich.threat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads those patterns of STIX 2.1 that name values which alone are enough: comparisons of equality
 * and of prefixes, joined by OR. What needs two things at once, or an order, is not understood:
 * half of it would be found everywhere.
 */
final class StixPattern {
  private static final int MOST_VALUES = 1000;

  private static final Set<String> PATHS =
      Set.of("ipv4-addr:value", "ipv6-addr:value", "domain-name:value", "url:value");
  private static final String HASHES = "file:hashes.";
  private static final Set<String> HASH_NAMES = Set.of("MD5", "SHA-1", "SHA-256", "SHA1", "SHA256");

  private final String text;
  private int at;

  StixPattern(String text) {
    this.text = text;
  }

  /** Adds the values that it names; false, and some may be added, if it is not understood. */
  boolean read(List<String> values) {
    do {
      if (!take("[")) {
        return false;
      }
      do {
        if (values.size() == MOST_VALUES || !comparison(values)) {
          return false;
        }
      } while (take("OR"));
      if (!take("]")) {
        return false;
      }
    } while (take("OR"));
    blanks();
    return at == text.length();
  }

  private boolean comparison(List<String> values) {
    String path = path();
    boolean known =
        PATHS.contains(path)
            || (path.startsWith(HASHES) && HASH_NAMES.contains(path.substring(HASHES.length())));
    if (!known || !(take("=") || take("ISSUBSET"))) {
      return false;
    }
    String value = string();
    if (value == null) {
      return false;
    }
    values.add(value);
    return true;
  }

  /** The path to what is compared, without the quotes that parts of it may have. */
  private String path() {
    blanks();
    StringBuilder path = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean plain = Character.isLetterOrDigit(c) || c == ':' || c == '.' || c == '-' || c == '_';
      if (!plain && c != '\'' && c != '"') {
        break;
      }
      if (plain) {
        path.append(c);
      }
      at++;
    }
    return path.toString();
  }

  private @Nullable String string() {
    if (!take("'")) {
      return null;
    }
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '\'') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    return at++ < text.length() ? value.toString() : null;
  }

  private boolean take(String word) {
    blanks();
    if (!text.startsWith(word, at)) {
      return false;
    }
    at += word.length();
    return true;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
