package dev.weir.match;

import dev.weir.event.FieldValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of these values, with regard to case: numbers and booleans like their text. {@code 4xx} takes
 * each status from 400 to 499 beside its own text.
 */
final class ValueSet implements ValueTest {
  private static final Pattern CLASS = Pattern.compile("[1-9]xx");

  /** More texts than these are looked up at once; fewer are compared one by one. */
  private static final int MOST_COMPARED = 8;

  private static final int STATUS_DIGITS = 3;

  private final byte[][] texts;

  /** How many of the texts, the first of them, a number may be. */
  private final int plain;

  private final boolean[] classes = new boolean[10];
  private final @Nullable TextSet many;

  ValueSet(List<String> values) {
    List<String> ofClass = values.stream().filter(value -> CLASS.matcher(value).matches()).toList();
    List<String> others = values.stream().filter(value -> !ofClass.contains(value)).toList();
    ofClass.forEach(value -> classes[value.charAt(0) - '0'] = true);
    plain = others.size();
    texts = new byte[values.size()][];
    for (int i = 0; i < texts.length; i++) {
      String text = i < plain ? others.get(i) : ofClass.get(i - plain);
      texts[i] = text.getBytes(StandardCharsets.UTF_8);
    }
    many = texts.length > MOST_COMPARED ? new TextSet(values, true) : null;
  }

  @Override
  public boolean isMetBy(FieldValue value) {
    if (value.isInteger()) {
      long number = value.integer();
      return (number >= 100 && number <= 999 && classes[(int) (number / 100)])
          || (plain > 0 && has(value, plain));
    }
    return has(value, texts.length) || isStatusOfClass(value);
  }

  private boolean has(FieldValue value, int most) {
    if (!value.write()) {
      return false;
    }
    if (many != null) {
      return many.isMetBy(value);
    }
    byte[] bytes = value.bytes();
    int at = value.at();
    int length = value.length();
    for (int i = 0; i < most; i++) {
      byte[] text = texts[i];
      if (length == text.length
          && (length == 0 || bytes[at] == text[0])
          && Arrays.equals(bytes, at, at + length, text, 0, length)) {
        return true;
      }
    }
    return false;
  }

  private boolean isStatusOfClass(FieldValue value) {
    if (!value.isText() || value.length() != STATUS_DIGITS) {
      return false;
    }
    for (int i = 0; i < STATUS_DIGITS; i++) {
      byte digit = value.bytes()[value.at() + i];
      if (digit < '0' || digit > '9') {
        return false;
      }
    }
    return classes[value.bytes()[value.at()] - '0'];
  }
}
