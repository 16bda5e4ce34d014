package dev.weir.sigma;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a regular expression becomes when it is compiled: what is repeated by a count is
 * written out, so that a few characters may become a program that fills the memory, and that takes
 * as many steps for each character of a text. An estimate, of at least the right order.
 */
final class RegexSize {
  private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");
  private static final Pattern GROUP_HEAD =
      Pattern.compile("\\(\\?(?:P?<[^>]*>|[a-zA-Z-]*:|[a-zA-Z-]+\\))?");
  private static final long LARGEST = Integer.MAX_VALUE;

  private final String regex;
  private final Deque<Long> around = new ArrayDeque<>();
  private int at;
  private long size;
  private long last;
  private int depth;

  private RegexSize(String regex) {
    this.regex = regex;
  }

  /** About how many steps it has. */
  static long of(String regex) {
    return new RegexSize(regex).read().size;
  }

  /** How many groups lie in one another. */
  static int depth(String regex) {
    return new RegexSize(regex).read().depth;
  }

  private RegexSize read() {
    while (at < regex.length()) {
      switch (regex.charAt(at)) {
        case '\\' -> escape();
        case '[' -> characters();
        case '(' -> open();
        case ')' -> close();
        case '{' -> repeat();
        case '*', '+', '?' -> at++;
        default -> atom(1, 1);
      }
    }
    while (!around.isEmpty()) {
      close();
    }
    return this;
  }

  /** Something of this size, so many characters long. */
  private void atom(long steps, int characters) {
    at += characters;
    last = steps;
    add(steps);
  }

  private void add(long steps) {
    size = Math.min(LARGEST, size + steps);
  }

  private void escape() {
    if (!regex.startsWith("\\Q", at)) {
      atom(1, 2);
      return;
    }
    int end = regex.indexOf("\\E", at);
    int to = end < 0 ? regex.length() : end;
    add(to - at - 2L);
    last = 1;
    at = end < 0 ? to : end + 2;
  }

  private void characters() {
    int from = at++;
    if (at < regex.length() && regex.charAt(at) == '^') {
      at++;
    }
    // A bracket right behind the opening one is a character.
    int first = at;
    while (at < regex.length() && (regex.charAt(at) != ']' || at == first)) {
      boolean named = regex.startsWith("[:", at) && regex.indexOf(":]", at) > 0;
      at = named ? regex.indexOf(":]", at) + 2 : at + (regex.charAt(at) == '\\' ? 2 : 1);
    }
    at = Math.min(regex.length(), at + 1);
    last = 1L + (at - from) / 4;
    add(last);
  }

  private void open() {
    Matcher head = GROUP_HEAD.matcher(regex).region(at, regex.length());
    at = head.lookingAt() ? head.end() : at + 1;
    if (regex.charAt(at - 1) == ')') {
      return;
    }
    around.push(size);
    depth = Math.max(depth, around.size());
    size = 0;
    last = 0;
  }

  private void close() {
    at++;
    if (!around.isEmpty()) {
      last = size;
      size = around.pop();
      add(last);
    }
  }

  private void repeat() {
    Matcher count = COUNT.matcher(regex).region(at, regex.length());
    if (!count.lookingAt()) {
      atom(1, 1);
      return;
    }
    at = count.end();
    String most = count.group(2);
    long times = Long.parseLong(most == null || most.isEmpty() ? count.group(1) : most);
    size -= last;
    last = Math.min(LARGEST, last * Math.max(1, times));
    add(last);
  }
}
