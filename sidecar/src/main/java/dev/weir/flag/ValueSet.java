package dev.weir.flag;

import dev.weir.event.FieldValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A few values that a field is compared with: texts, and classes of a status such as 2xx. */
final class ValueSet {
  private static final Pattern CLASS = Pattern.compile("[1-9]xx");

  private final byte[][] texts;
  private final boolean[] classes = new boolean[10];

  ValueSet(List<String> values) {
    texts =
        values.stream()
            .filter(value -> !CLASS.matcher(value).matches())
            .map(value -> value.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    values.stream()
        .filter(value -> CLASS.matcher(value).matches())
        .forEach(value -> classes[value.charAt(0) - '0'] = true);
  }

  boolean contains(FieldValue value) {
    if (value.isInteger()) {
      long number = value.integer();
      return (number >= 100 && number <= 999 && classes[(int) (number / 100)])
          || (texts.length > 0 && containsText(Long.toString(number)));
    }
    if (!value.isText()) {
      return false;
    }
    for (byte[] text : texts) {
      if (value.textEquals(text)) {
        return true;
      }
    }
    return isStatusOfClass(value);
  }

  private boolean containsText(String number) {
    for (byte[] text : texts) {
      if (number.equals(new String(text, StandardCharsets.UTF_8))) {
        return true;
      }
    }
    return false;
  }

  private boolean isStatusOfClass(FieldValue value) {
    if (value.length() != 3) {
      return false;
    }
    for (int i = 0; i < 3; i++) {
      byte digit = value.bytes()[value.at() + i];
      if (digit < '0' || digit > '9') {
        return false;
      }
    }
    return classes[value.bytes()[value.at()] - '0'];
  }
}
