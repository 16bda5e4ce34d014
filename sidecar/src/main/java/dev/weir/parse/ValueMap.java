package dev.weir.parse;

import dev.weir.event.FieldValue;
import dev.weir.msgpack.MsgpackType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells values apart: by their text, by the class of a status such as {@code 2xx}, or, as {@code
 * *}, all others but an empty text. Immutable.
 */
final class ValueMap {
  /** No key: the value is none of them. */
  static final int NONE = -1;

  private static final String OTHERS = "*";
  private static final int CLASSES = 10;

  private final byte[][] texts;
  private final Map<Long, Integer> ofNumber = new HashMap<>();
  private final int[] ofClass = new int[CLASSES];
  private final int ofTrue;
  private final int ofFalse;
  private final int ofOthers;

  ValueMap(List<String> keys) {
    texts = new byte[keys.size()][];
    Arrays.fill(ofClass, NONE);
    for (int i = 0; i < texts.length; i++) {
      String key = keys.get(i);
      texts[i] = key.getBytes(StandardCharsets.UTF_8);
      if (key.matches("0|-?[1-9][0-9]{0,17}")) {
        ofNumber.put(Long.parseLong(key), i);
      } else if (key.matches("[0-9]xx")) {
        ofClass[key.charAt(0) - '0'] = i;
      }
    }
    ofOthers = keys.indexOf(OTHERS);
    ofTrue = keys.contains("true") ? keys.indexOf("true") : ofOthers;
    ofFalse = keys.contains("false") ? keys.indexOf("false") : ofOthers;
  }

  /** The place of the value's key; {@link #NONE} where there is none, and for no single value. */
  int of(FieldValue value) {
    if (value.isInteger()) {
      return ofInteger(value.integer());
    }
    if (value.type() == MsgpackType.BOOLEAN) {
      return value.isTrue() ? ofTrue : ofFalse;
    }
    if (!value.isText()) {
      byte[] text = value.text().getBytes(StandardCharsets.UTF_8);
      return text.length == 0 ? NONE : ofText(text, 0, text.length);
    }
    return ofText(value.bytes(), value.at(), value.length());
  }

  private int ofInteger(long number) {
    if (!ofNumber.isEmpty()) {
      Integer exact = ofNumber.get(number);
      if (exact != null) {
        return exact;
      }
    }
    int inClass = number >= 100 && number <= 999 ? ofClass[(int) (number / 100)] : NONE;
    return inClass == NONE ? ofOthers : inClass;
  }

  private int ofText(byte[] bytes, int at, int length) {
    for (int i = 0; i < texts.length; i++) {
      if (texts[i].length == length && Arrays.equals(bytes, at, at + length, texts[i], 0, length)) {
        return i;
      }
    }
    if (length == 0) {
      return NONE;
    }
    int digit = length == 3 ? bytes[at] - '0' : CLASSES;
    int inClass = digit >= 0 && digit < CLASSES ? ofClass[digit] : NONE;
    return inClass == NONE ? ofOthers : inClass;
  }
}
