package dev.weir.type;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The first bytes of an object's decompressed content, and what JSON shows in them. Reads each byte
 * once, whatever it is; content that is no JSON has no members. Immutable.
 */
public final class Head {
  /** As many bytes of an object as recognition looks at. */
  public static final int BYTES = 4096;

  private final byte[] bytes;
  private final boolean cut;
  private final int start;
  private final Set<String> members;
  private final boolean arrayOfObjects;
  private int objectEnd;

  private Head(byte[] bytes, boolean cut) {
    this.bytes = bytes;
    this.cut = cut;
    this.start = skipBlank(skipByteOrderMark());
    boolean array = start < bytes.length && bytes[start] == '[';
    int first = array ? skipBlank(start + 1) : start;
    this.arrayOfObjects =
        array && (first == bytes.length || bytes[first] == '{' || bytes[first] == ']');
    this.members = membersOf(first);
  }

  /** The head of content that begins with {@code length} bytes at {@code from}. */
  public static Head of(byte[] content, int from, int length) {
    int taken = Math.min(length, BYTES);
    return new Head(Arrays.copyOfRange(content, from, from + taken), taken == BYTES);
  }

  /** Whether nothing is there. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Whether nothing but blanks is there. */
  public boolean isBlank() {
    return start == bytes.length;
  }

  /** Whether it begins like a JSON object, or like an array of such. */
  public boolean isJson() {
    if (start == bytes.length) {
      return false;
    }
    int next = skipBlank(start + 1);
    boolean object =
        bytes[start] == '{' && (next == bytes.length || bytes[next] == '"' || bytes[next] == '}');
    return object || arrayOfObjects;
  }

  /** Whether the first JSON object has each of these members. */
  public boolean hasMembers(Collection<String> names) {
    return members.containsAll(names);
  }

  /** Whether the content is a JSON object whose first member is this one, an array. */
  public boolean beginsWithArray(String member) {
    byte[] name = ('"' + member + '"').getBytes(StandardCharsets.UTF_8);
    int at = start < bytes.length && bytes[start] == '{' ? skipBlank(start + 1) : bytes.length;
    if (at + name.length > bytes.length
        || !Arrays.equals(bytes, at, at + name.length, name, 0, name.length)) {
      return false;
    }
    at = skipBlank(at + name.length);
    if (at == bytes.length || bytes[at] != ':') {
      return false;
    }
    at = skipBlank(at + 1);
    return at < bytes.length && bytes[at] == '[';
  }

  /** Whether the pattern is found in the first JSON object, as it is written. */
  public boolean objectMatches(Pattern pattern) {
    int end = Math.max(start, objectEnd);
    return pattern.matcher(new String(bytes, start, end - start, StandardCharsets.UTF_8)).find();
  }

  /** Whether one of the patterns is found in more than half of the lines, blank ones aside. */
  public boolean mostLinesMatch(List<Pattern> patterns) {
    List<String> lines = lines();
    // Of a line that the head cuts off nobody can say what it is, but for one that fills it.
    List<String> whole =
        cut && lines.size() > 1 && !endsWithLine() ? lines.subList(0, lines.size() - 1) : lines;
    long matching = whole.stream().filter(line -> isIn(line, patterns)).count();
    return 2 * matching > whole.size();
  }

  /** Whether one of the patterns is found in the first line, or in a comment before it. */
  public boolean beginMatches(List<Pattern> patterns) {
    for (String line : lines()) {
      if (isIn(line, patterns)) {
        return true;
      }
      if (!line.startsWith("#")) {
        return false;
      }
    }
    return false;
  }

  private List<String> lines() {
    String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    return text.lines().filter(line -> !line.isBlank()).toList();
  }

  private boolean endsWithLine() {
    byte last = bytes[bytes.length - 1];
    return last == '\n' || last == '\r';
  }

  private static boolean isIn(String line, List<Pattern> patterns) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(line).find());
  }

  /** The names at depth one of the object at {@code from}; a string that a colon follows is one. */
  private Set<String> membersOf(int from) {
    Set<String> found = new LinkedHashSet<>();
    if (from >= bytes.length || bytes[from] != '{') {
      return found;
    }
    int depth = 0;
    int at = from;
    do {
      byte b = bytes[at];
      if (b == '"') {
        int end = stringEnd(at);
        int after = skipBlank(end);
        if (depth == 1 && after < bytes.length && bytes[after] == ':') {
          found.add(new String(bytes, at + 1, end - at - 2, StandardCharsets.UTF_8));
        }
        at = end;
        continue;
      }
      if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
      at++;
    } while (at < bytes.length && depth > 0);
    objectEnd = Math.min(at, bytes.length);
    return found;
  }

  private int stringEnd(int quote) {
    for (int i = quote + 1; i < bytes.length; i++) {
      if (bytes[i] == '\\') {
        i++;
      } else if (bytes[i] == '"') {
        return i + 1;
      }
    }
    return bytes.length;
  }

  private int skipByteOrderMark() {
    boolean marked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xef
            && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf;
    return marked ? 3 : 0;
  }

  private int skipBlank(int from) {
    int at = from;
    while (at < bytes.length
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }
    return Math.min(at, bytes.length);
  }
}
