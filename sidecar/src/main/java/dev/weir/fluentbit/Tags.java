package dev.weir.fluentbit;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Tags as Fluent Bit matches them: {@code *} stands for anything, nothing else is special. */
final class Tags {
  /** What comes from weir's source. */
  static final String OBJECTS = "s3.*";

  private Tags() {}

  /** Whether there is a tag that both globs match. */
  static boolean overlap(String a, String b) {
    boolean[][] met = new boolean[a.length() + 1][b.length() + 1];
    for (int i = a.length(); i >= 0; i--) {
      for (int j = b.length(); j >= 0; j--) {
        met[i][j] = overlap(a, i, b, j, met);
      }
    }
    return met[0][0];
  }

  private static boolean overlap(String a, int i, String b, int j, boolean[][] met) {
    boolean endA = i == a.length();
    boolean endB = j == b.length();
    if (endA && endB) {
      return true;
    }
    if (!endA && a.charAt(i) == '*') {
      return met[i + 1][j] || (!endB && met[i][j + 1]);
    }
    if (!endB && b.charAt(j) == '*') {
      return met[i][j + 1] || (!endA && met[i + 1][j]);
    }
    return !endA && !endB && a.charAt(i) == b.charAt(j) && met[i + 1][j + 1];
  }

  /** Whether an expression finds itself in a tag of the glob, tried on tags like it. */
  static boolean regexMayMatch(String regex, String tags) {
    try {
      Pattern pattern = Pattern.compile(regex);
      return pattern.matcher(tags.replace("*", "aws.waf")).find()
          || pattern.matcher(tags.replace("*", "json")).find();
    } catch (PatternSyntaxException e) {
      // Fluent Bit knows forms that this cannot read; nothing is claimed of them.
      return false;
    }
  }
}
