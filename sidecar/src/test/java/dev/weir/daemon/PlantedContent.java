package dev.weir.daemon;

import dev.weir.source.content.Containers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Objects made of logs, text and random bytes, with words planted into them that occur nowhere
 * else, cut and changed at random, in random containers.
 */
final class PlantedContent {
  private static final int WORD_LETTERS = 12;

  private final Random random;
  private final List<byte[]> logs;

  /** Makes objects out of these logs. */
  PlantedContent(Random random, List<byte[]> logs) {
    this.random = random;
    this.logs = logs;
  }

  /**
   * Makes the next object.
   *
   * @param words takes the words that are in it, perhaps compressed
   */
  byte[] next(List<String> words) {
    byte[] content = leaf(words);
    for (int containers = random.nextInt(3); containers > 0; containers--) {
      content =
          switch (random.nextInt(6)) {
            case 0, 1 -> Containers.gzip(content);
            case 2 -> Containers.zstd(content);
            case 3 -> Containers.bzip2(content);
            case 4 -> Containers.tar(members(content, words));
            default -> Containers.zip(members(content, words), random.nextBoolean());
          };
    }
    if (random.nextInt(6) == 0) {
      content = Arrays.copyOf(content, random.nextInt(1, content.length + 1));
      // What was cut off is not in the object; of what is compressed nobody can tell.
      byte[] left = content;
      words.removeIf(word -> !contains(left, word));
    }
    return content;
  }

  private Map<String, byte[]> members(byte[] first, List<String> words) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("first", first);
    for (int i = random.nextInt(3); i > 0; i--) {
      members.put("other" + i, leaf(words));
    }
    return members;
  }

  private byte[] leaf(List<String> words) {
    byte[] content = logs.get(random.nextInt(logs.size()));
    for (int i = random.nextInt(4); i > 0; i--) {
      content = planted(content);
    }
    if (random.nextInt(8) == 0) {
      content = Arrays.copyOf(content, random.nextInt(content.length + 1));
    }
    for (int i = random.nextInt(12) - 9; i > 0 && content.length > 0; i--) {
      content = content.clone();
      content[random.nextInt(content.length)] = (byte) random.nextInt();
    }
    words.addAll(wordsIn(content));
    return content;
  }

  /** Plants a word or two at a place where a kind of content could hide it. */
  private byte[] planted(byte[] content) {
    String word = word();
    return switch (random.nextInt(9)) {
      case 0 -> insert(content, random.nextInt(content.length + 1), word);
      case 1 -> insert(content, behind(content, '\n'), word + "\n");
      case 2 -> insert(content, behind(content, '\n'), "#" + word + "\n");
      case 3 -> insert(content, behind(content, '{'), "\"" + word + "\":\"" + word() + "\",");
      case 4 -> insert(content, behind(content, '"'), word);
      case 5 -> insert(content, behind(content, ' '), word + " ");
      case 6 -> insert(content, behind(content, ']'), ",\"" + word + "\":[\"" + word() + "\"]");
      case 7 -> doubled(content, word);
      default -> insert(content, behind(content, '}'), "{\"" + word + "\":1}");
    };
  }

  /** The first member of an object once more, with another value. */
  private byte[] doubled(byte[] content, String word) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    int open = behind(content, '{');
    int colon = text.indexOf("\":", open);
    return open == 0 || open >= text.length() || text.charAt(open) != '"' || colon < 0
        ? insert(content, 0, word)
        : insert(content, open, text.substring(open, colon + 2) + "\"" + word + "\",");
  }

  /** Behind one of the places where this byte stands; the beginning if there is none. */
  private int behind(byte[] content, char wanted) {
    List<Integer> places = new ArrayList<>(List.of(0));
    for (int i = 0; i < content.length; i++) {
      if (content[i] == wanted) {
        places.add(i + 1);
      }
    }
    // Those near the beginning and the end stand around records.
    return switch (random.nextInt(4)) {
      case 0 -> places.get(Math.min(places.size() - 1, random.nextInt(1, 5)));
      case 1 -> places.getLast();
      default -> places.get(random.nextInt(places.size()));
    };
  }

  private String word() {
    StringBuilder word = new StringBuilder("zq");
    while (word.length() < WORD_LETTERS) {
      word.append((char) random.nextInt('a', 'z' + 1));
    }
    return word.toString();
  }

  private static byte[] insert(byte[] content, int at, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(content, 0, at);
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    out.write(content, at, content.length - at);
    return out.toByteArray();
  }

  private static List<String> wordsIn(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    List<String> words = new ArrayList<>();
    for (int at = text.indexOf("zq"); at >= 0; at = text.indexOf("zq", at + 1)) {
      int end = at;
      while (end < text.length() && end - at < WORD_LETTERS && isLetter(text.charAt(end))) {
        end++;
      }
      // A word that was cut or changed counts as far as it goes.
      if (end - at > WORD_LETTERS / 2) {
        words.add(text.substring(at, end));
      }
    }
    return words;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean contains(byte[] content, String word) {
    return new String(content, StandardCharsets.ISO_8859_1).contains(word);
  }
}
