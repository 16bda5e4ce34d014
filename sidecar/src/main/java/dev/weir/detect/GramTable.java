package dev.weir.detect;

import dev.weir.match.Letters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds which of many texts are in a value: each text is known by a few of its bytes in a row,
 * those that the fewest others have, and one pass over the value looks up each such row. Where it
 * finds one, it compares the rest of the text. Without regard to the case of ASCII. Immutable.
 */
final class GramTable {
  /** Bytes of the shortest text that it can find. */
  static final int SHORTEST = 3;

  private static final int LONG = 4;
  private static final int NONE = -1;

  private final int bytes;
  private final int mask;
  private final int[] keys;
  private final int[] lists;
  private final Text[][] texts;

  /**
   * A text.
   *
   * @param before how many of its bytes stand before those that it is known by
   * @param rules that it leads to
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Text(byte[] utf8, int before, int[] rules) {
    boolean isAt(byte[] value, int start, int from, int to) {
      if (start < from || start + utf8.length > to) {
        return false;
      }
      for (int i = 0; i < utf8.length; i++) {
        if (Letters.lower(value[start + i]) != utf8[i]) {
          return false;
        }
      }
      return true;
    }
  }

  private GramTable(int bytes, Map<Integer, List<Text>> grams) {
    this.bytes = bytes;
    int room = Integer.highestOneBit(Math.max(16, grams.size() * 4)) * 2;
    this.mask = room - 1;
    this.keys = new int[room];
    this.lists = new int[room];
    this.texts = new Text[grams.size()][];
    Arrays.fill(lists, NONE);
    int list = 0;
    for (Map.Entry<Integer, List<Text>> gram : grams.entrySet()) {
      int slot = slot(gram.getKey());
      while (lists[slot] != NONE) {
        slot = (slot + 1) & mask;
      }
      keys[slot] = gram.getKey();
      lists[slot] = list;
      texts[list++] = gram.getValue().toArray(Text[]::new);
    }
  }

  /**
   * Tables for texts.
   *
   * @param texts in lower case, with the rules that each leads to
   * @return one for texts of three bytes, one for longer ones, each only if there are such texts
   */
  static List<GramTable> of(Map<String, List<Integer>> texts) {
    Map<Integer, Integer> common = new HashMap<>();
    texts.keySet().forEach(text -> count(utf8(text), common));
    Map<Integer, List<Text>> shorter = new LinkedHashMap<>();
    Map<Integer, List<Text>> longer = new LinkedHashMap<>();
    texts.forEach(
        (text, leadsTo) -> {
          byte[] utf8 = utf8(text);
          boolean isLong = utf8.length >= LONG;
          int at = isLong ? rarest(utf8, common) : 0;
          int[] rules = leadsTo.stream().distinct().mapToInt(Integer::intValue).toArray();
          (isLong ? longer : shorter)
              .computeIfAbsent(gram(utf8, at, isLong ? LONG : SHORTEST), first -> new ArrayList<>())
              .add(new Text(utf8, at, rules));
        });
    List<GramTable> tables = new ArrayList<>();
    if (!shorter.isEmpty()) {
      tables.add(new GramTable(SHORTEST, shorter));
    }
    if (!longer.isEmpty()) {
      tables.add(new GramTable(LONG, longer));
    }
    return tables;
  }

  /** Adds the rules of all texts that are there. */
  void find(byte[] text, int from, int to, Candidates candidates) {
    if (to - from < bytes) {
      return;
    }
    int kept = bytes == LONG ? -1 : (1 << (bytes * Byte.SIZE)) - 1;
    int gram = 0;
    for (int i = from; i < from + bytes - 1; i++) {
      gram = gram << Byte.SIZE | (Letters.lower(text[i]) & 0xff);
    }
    for (int i = from + bytes - 1; i < to; i++) {
      gram = (gram << Byte.SIZE | (Letters.lower(text[i]) & 0xff)) & kept;
      for (int slot = slot(gram); lists[slot] != NONE; slot = (slot + 1) & mask) {
        if (keys[slot] == gram) {
          int gramAt = i - bytes + 1;
          for (Text each : texts[lists[slot]]) {
            if (each.isAt(text, gramAt - each.before, from, to)) {
              candidates.add(each.rules);
            }
          }
          break;
        }
      }
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void count(byte[] utf8, Map<Integer, Integer> common) {
    for (int at = 0; at + LONG <= utf8.length; at++) {
      common.merge(gram(utf8, at, LONG), 1, Integer::sum);
    }
  }

  /** Where in a text the row of bytes begins that the fewest texts have. */
  private static int rarest(byte[] utf8, Map<Integer, Integer> common) {
    int best = 0;
    for (int at = 1; at + LONG <= utf8.length; at++) {
      if (common.getOrDefault(gram(utf8, at, LONG), 0)
          < common.getOrDefault(gram(utf8, best, LONG), 0)) {
        best = at;
      }
    }
    return best;
  }

  private static int gram(byte[] utf8, int at, int count) {
    int gram = 0;
    for (int i = 0; i < count; i++) {
      gram = gram << Byte.SIZE | (utf8[at + i] & 0xff);
    }
    return gram;
  }

  private int slot(int gram) {
    int mixed = gram * 0x9e37_79b1;
    return (mixed ^ mixed >>> 15) & mask;
  }
}
