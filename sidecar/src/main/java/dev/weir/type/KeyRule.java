package dev.weir.type;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys that speak for a type.
 *
 * @param pattern found anywhere in the key
 * @param skipReason null where such objects hold records of the type; else they hold none, and this
 *     is why, a metric's label
 */
public record KeyRule(Pattern pattern, @Nullable String skipReason) {
  /** Objects of the type. */
  static KeyRule records(String regex) {
    return new KeyRule(Pattern.compile(regex), null);
  }

  /** Objects beside those of the type that hold no records. */
  static KeyRule skipped(String regex, String reason) {
    return new KeyRule(Pattern.compile(regex), reason);
  }

  boolean matches(String key) {
    return pattern.matcher(key).find();
  }
}
