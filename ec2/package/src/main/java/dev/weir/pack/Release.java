package dev.weir.pack;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * What is packaged.
 *
 * @param number the version, as 0.2.0 or 0.2.0-SNAPSHOT
 * @param commit what was built, or {@code unknown}
 * @param time when that was committed: the time that each packaged file carries
 */
record Release(String number, String commit, Instant time) {
  private static final Pattern NUMBER =
      Pattern.compile("[0-9]+(\\.[0-9]+)*(-[A-Za-z][A-Za-z0-9.]*)?");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  /** Whether packages can carry that number. */
  static boolean isNumber(String number) {
    return NUMBER.matcher(number).matches();
  }

  /**
   * The version as dpkg and rpm compare it: what precedes a release sorts before it, and a later
   * snapshot after an earlier one.
   */
  String packageVersion() {
    return number.replace("-SNAPSHOT", "~" + STAMP.format(time)).replace('-', '~');
  }
}
