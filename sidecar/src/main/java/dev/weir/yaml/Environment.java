package dev.weir.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The variables that {@code ${NAME}} in a value stands for. {@code ${NAME:-default}} has a default
 * for a variable that is unset or empty, two dollar signs before a brace stand for one.
 */
@FunctionalInterface
public interface Environment {
  Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}:]*)(:-([^}]*))?}?");
  Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** The value of a variable, or null if it is not set. */
  @Nullable String get(String name);

  /** Nothing is replaced: for files in which a dollar sign is one. */
  Environment NONE =
      new Environment() {
        @Override
        public @Nullable String get(String name) {
          return null;
        }

        @Override
        public String substitute(String text) {
          return text;
        }
      };

  /** What takes the place of a secret that cannot be had and that nobody needs. */
  String STAND_IN = "****************";

  /** Whether every secret has to be there; else {@link #STAND_IN} stands for one that is not. */
  default boolean needsSecrets() {
    return true;
  }

  /** The same variables, for one who only looks at a file and is not trusted with its secrets. */
  default Environment withoutSecrets() {
    Environment same = this;
    return new Environment() {
      @Override
      public @Nullable String get(String name) {
        return same.get(name);
      }

      @Override
      public boolean needsSecrets() {
        return false;
      }
    };
  }

  /** As {@link #substitute}, in a secret. */
  default String substituteSecret(String text) {
    if (needsSecrets()) {
      return substitute(text);
    }
    Environment complete =
        name -> {
          String value = get(name);
          return value == null ? STAND_IN : value;
        };
    return complete.substitute(text);
  }

  /** The process's own environment. */
  static Environment ofProcess() {
    return System::getenv;
  }

  /**
   * Replaces the references in a text.
   *
   * @throws IllegalArgumentException if a variable is missing, with what to do as the message
   */
  default String substitute(String text) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(result, Matcher.quoteReplacement(value(matcher)));
    }
    return matcher.appendTail(result).toString();
  }

  private String value(Matcher matcher) {
    String whole = matcher.group();
    if (whole.equals("$${")) {
      return "${";
    }
    String name = matcher.group(1);
    if (!whole.endsWith("}") || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("${NAME} or ${NAME:-default}, or $${ for a literal ${");
    }
    String value = get(name);
    String otherwise = matcher.group(3);
    if (otherwise != null) {
      return value == null || value.isEmpty() ? otherwise : value;
    }
    if (value == null) {
      throw new IllegalArgumentException(
          "the environment variable " + name + " to be set, or a default as in ${" + name + ":-…}");
    }
    return value;
  }
}
