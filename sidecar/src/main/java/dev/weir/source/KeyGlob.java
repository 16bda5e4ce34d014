package dev.weir.source;

import com.google.re2j.Pattern;

/**
 * A pattern for keys: {@code *} is anything but a slash, {@code **} anything at all, {@code ?} one
 * character but a slash; all else is itself. It must match the whole key.
 */
final class KeyGlob {
  private final Pattern pattern;

  /** The pattern that is written so. */
  KeyGlob(String glob) {
    StringBuilder regex = new StringBuilder("(?s)");
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    this.pattern = Pattern.compile(regex.toString());
  }

  /** Whether the whole key is of this form. */
  boolean matches(String key) {
    return pattern.matches(key);
  }
}
