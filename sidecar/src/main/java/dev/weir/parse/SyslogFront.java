package dev.weir.parse;

import dev.weir.address.IpAddress;

/**
 * Finds the head of a syslog line in front of another line: {@code <190>Nov 3 04:05:06 web1 nginx:
 * } and its like. Holds the last line's places; not thread-safe.
 */
final class SyslogFront {
  private static final int MOST_PRIORITY = 5;
  private static final int MOST_WORD = 255;

  private byte[] line = new byte[0];
  private int to;
  private int at;
  private int wordFrom;
  private int wordTo;
  private int headEnd;
  private int hostFrom;
  private int hostEnd;

  /** Whether the line begins with such a head. */
  boolean find(byte[] text, int from, int end) {
    line = text;
    to = end;
    at = from;
    hostFrom = 0;
    hostEnd = 0;
    boolean prioritised = priority();
    if (prioritised && at + 1 < to && line[at] == '1' && line[at + 1] == ' ') {
      at += 2;
      return rfc5424();
    }
    return time() && hostAndTag();
  }

  /** Where the line behind it begins. */
  int end() {
    return at;
  }

  /** Where the head's last byte is that is no blank. */
  int headEnd() {
    return headEnd;
  }

  int hostFrom() {
    return hostFrom;
  }

  int hostEnd() {
    return hostEnd;
  }

  private boolean priority() {
    if (at == to || line[at] != '<') {
      return false;
    }
    int end = at + 1;
    while (end < to && end - at < MOST_PRIORITY && line[end] >= '0' && line[end] <= '9') {
      end++;
    }
    if (end == to || line[end] != '>' || end == at + 1) {
      return false;
    }
    at = end + 1;
    return true;
  }

  /** {@code 2026-10-01T10:00:00Z}, or {@code Oct 1 10:00:00}. */
  private boolean time() {
    if (!word()) {
      return false;
    }
    if (line[wordFrom] >= '0' && line[wordFrom] <= '9') {
      return wordTo - wordFrom > 18 && line[wordFrom + 4] == '-' && line[wordFrom + 10] == 'T';
    }
    if (wordTo - wordFrom != 3 || !word() || wordTo - wordFrom > 2) {
      return false;
    }
    return word() && wordTo - wordFrom >= 8 && line[wordFrom + 2] == ':';
  }

  private boolean hostAndTag() {
    if (!word()) {
      return false;
    }
    if (!isTag()) {
      hostFrom = wordFrom;
      hostEnd = wordTo;
      if (!word() || !isTag()) {
        return false;
      }
    }
    headEnd = wordTo;
    return at < to;
  }

  /** Whether the last word is a program's; an address and a socket's name may end so, too. */
  private boolean isTag() {
    return line[wordTo - 1] == ':'
        && !IpAddress.isAddress(line, wordFrom, wordTo - wordFrom)
        && !Fields.is(line, wordFrom, wordTo, "unix:");
  }

  private boolean rfc5424() {
    for (int i = 0; i < 5; i++) {
      if (!word()) {
        return false;
      }
      if (i == 1) {
        hostFrom = wordFrom;
        hostEnd = wordTo;
      }
    }
    int structured = at;
    if (line[at] == '[') {
      while (at < to && line[at] != ']') {
        at++;
      }
    }
    while (at < to && line[at] != ' ') {
      at++;
    }
    headEnd = at;
    blanks();
    return at < to && headEnd > structured;
  }

  /** Takes the next word and the blanks behind it. */
  private boolean word() {
    wordFrom = at;
    while (at < to && line[at] != ' ' && at - wordFrom < MOST_WORD) {
      at++;
    }
    wordTo = at;
    boolean is = wordTo > wordFrom && at < to && line[at] == ' ';
    blanks();
    return is;
  }

  private void blanks() {
    while (at < to && line[at] == ' ') {
      at++;
    }
  }
}
