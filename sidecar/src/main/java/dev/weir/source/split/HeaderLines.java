package dev.weir.source.split;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.type.SplitFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells lines that are no records, comments and headers; keeps the last header. A header without a
 * comment's sign is the first line, or a later one that matches as well and consists of columns'
 * names for more than half, as where logs were put one behind the other. A header with another word
 * that no record follows may be anything: it is no header.
 */
final class HeaderLines {
  private static final int MOST_BYTES = 16 << 10;
  private static final int MOST_NAME_BYTES = 128;
  private static final int MOST_NAMES = 4096;
  private static final String BETWEEN = "[\\s,;\"|]+";

  private final @Nullable Pattern header;
  private final byte[] comment;
  private final Set<String> names;

  /** The bytes that a column's name begins with: most lines begin with another. */
  private final boolean[] begins = new boolean[256];

  private byte @Nullable [] envelope;

  /** A header with an unknown word, as long as no record follows it. */
  private byte @Nullable [] alone;

  /** Whether no line was asked for yet. */
  private boolean first = true;

  HeaderLines(SplitFormat.TextLines lines) {
    this.header = lines.header();
    this.comment = lines.comment().getBytes(StandardCharsets.UTF_8);
    this.names = new HashSet<>();
    learn(lines.columns());
  }

  /** The last header, as a value in MessagePack; null where there was none. */
  byte @Nullable [] envelope() {
    return envelope;
  }

  /** The line that was taken for a header and is none, since the content ends; null for none. */
  byte @Nullable [] alone() {
    byte[] line = alone;
    alone = null;
    return line;
  }

  /** Whether the line is no record; a header is kept. */
  boolean takes(byte[] line, int from, int to) {
    boolean taken = isHeader(line, from, to) || isComment(line, from, to);
    if (!taken) {
      alone = null;
    }
    return taken;
  }

  private boolean isComment(byte[] line, int from, int to) {
    return comment.length > 0
        && to - from >= comment.length
        && Arrays.equals(line, from, from + comment.length, comment, 0, comment.length);
  }

  private boolean isHeader(byte[] line, int from, int to) {
    boolean asFirst = first;
    first = false;
    if (header == null || to - from > MOST_BYTES) {
      return false;
    }
    boolean marked = comment.length > 0 && line[from] == comment[0];
    boolean worthALook = comment.length > 0 ? marked : asFirst || beginsWithName(line, from, to);
    if (!worthALook) {
      return false;
    }
    String text = new String(line, from, to - from, StandardCharsets.UTF_8);
    Matcher matcher = header.matcher(text);
    if (!matcher.find()) {
      return false;
    }
    String inner = matcher.groupCount() > 0 ? matcher.group(1) : null;
    String columns = inner == null ? matcher.group() : inner;
    List<String> words =
        Arrays.stream(columns.split(BETWEEN, -1)).filter(word -> !word.isEmpty()).toList();
    long known = words.stream().filter(names::contains).count();
    if (!marked && !asFirst && (words.size() == 1 || 2 * known <= words.size())) {
      return false;
    }
    keep(columns, words);
    alone = known == words.size() ? null : Arrays.copyOfRange(line, from, to);
    return true;
  }

  private void keep(String columns, List<String> words) {
    MsgpackWriter text = new MsgpackWriter(256);
    text.writeStr(columns);
    envelope = text.toByteArray();
    if (comment.length == 0) {
      learn(words);
    }
  }

  private void learn(Iterable<String> columns) {
    for (String name : columns) {
      if (!name.isEmpty() && names.size() < MOST_NAMES) {
        names.add(name);
        begins[name.getBytes(StandardCharsets.UTF_8)[0] & 0xff] = true;
      }
    }
  }

  private boolean beginsWithName(byte[] line, int from, int to) {
    int at = from < to && line[from] == '"' ? from + 1 : from;
    if (at == to || !begins[line[at] & 0xff]) {
      return false;
    }
    int end = at;
    while (end < to && end - at <= MOST_NAME_BYTES && !isBetween(line[end])) {
      end++;
    }
    return names.contains(new String(line, at, end - at, StandardCharsets.UTF_8));
  }

  private static boolean isBetween(byte b) {
    return switch (b) {
      case ' ', '\t', '\r', ',', ';', '"', '|' -> true;
      default -> false;
    };
  }
}
