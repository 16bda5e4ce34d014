package dev.weir.yaml;

import java.util.regex.Pattern;

/**
 * One thing that is wrong in a file.
 *
 * @param key the path of the key, as in {@code source.buckets[0].name}; empty for the whole file
 * @param line the line in the file, from 1; 0 if there is no file
 * @param given what stands there; never a secret
 * @param expected what should stand there
 */
public record Problem(String key, int line, String given, String expected) {
  /** The part of a URL that holds a user and a password. */
  private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");

  public Problem {
    given = USER_INFO.matcher(given).replaceAll("//***@");
  }

  /** One line for a terminal: line, key, given, expected. */
  @Override
  public String toString() {
    String where = key.isEmpty() ? "" : key + ": ";
    String at = line == 0 ? "" : "line " + line + ": ";
    return at + where + "given " + given + ", expected " + expected;
  }
}
