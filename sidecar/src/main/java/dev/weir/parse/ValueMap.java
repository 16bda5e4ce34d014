package dev.weir.parse;

import dev.weir.event.FieldValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a native field become: by their text, by the class of a status such as {@code
 * 2xx}, or, as {@code *}, all others. Immutable.
 */
final class ValueMap {
  private static final String OTHERS = "*";
  private static final int CLASSES = 10;

  private final byte[][] texts;
  private final byte[][] ofText;
  private final Map<Long, byte[]> ofNumber = new HashMap<>();
  private final byte[] @Nullable [] ofClass = new byte[CLASSES][];
  private final byte @Nullable [] ofOthers;

  ValueMap(Map<String, byte[]> values) {
    String[] keys = values.keySet().toArray(String[]::new);
    texts = new byte[keys.length][];
    ofText = new byte[keys.length][];
    for (int i = 0; i < keys.length; i++) {
      texts[i] = keys[i].getBytes(StandardCharsets.UTF_8);
      ofText[i] = values.getOrDefault(keys[i], texts[i]);
    }
    values.forEach(
        (key, value) -> {
          if (key.matches("0|-?[1-9][0-9]{0,17}")) {
            ofNumber.put(Long.parseLong(key), value);
          } else if (key.matches("[0-9]xx")) {
            ofClass[key.charAt(0) - '0'] = value;
          }
        });
    ofOthers = values.get(OTHERS);
  }

  /** What the value becomes; null where nothing is said of it, and of what is no single value. */
  byte @Nullable [] of(FieldValue value) {
    if (value.isInteger()) {
      return ofInteger(value.integer());
    }
    if (!value.isText()) {
      byte[] text = value.text().getBytes(StandardCharsets.UTF_8);
      return text.length == 0 ? null : ofText(text, 0, text.length);
    }
    return ofText(value.bytes(), value.at(), value.length());
  }

  private byte @Nullable [] ofInteger(long number) {
    if (!ofNumber.isEmpty()) {
      byte[] exact = ofNumber.get(number);
      if (exact != null) {
        return exact;
      }
    }
    byte[] inClass = number >= 100 && number <= 999 ? ofClass[(int) (number / 100)] : null;
    return inClass == null ? ofOthers : inClass;
  }

  private byte @Nullable [] ofText(byte[] bytes, int at, int length) {
    for (int i = 0; i < texts.length; i++) {
      if (texts[i].length == length && Arrays.equals(bytes, at, at + length, texts[i], 0, length)) {
        return ofText[i];
      }
    }
    int digit = length == 3 ? bytes[at] - '0' : CLASSES;
    byte[] inClass = digit >= 0 && digit < CLASSES ? ofClass[digit] : null;
    return inClass == null ? ofOthers : inClass;
  }
}
