package dev.weir.match;

import dev.weir.event.FieldValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A number, or a text that is one, that compares so with another.
 *
 * @param comparison how the value lies to the bound
 * @param bound the other number
 */
public record NumberTest(Comparison comparison, BigDecimal bound) implements ValueTest {
  private static final int LONGEST_NUMBER = 40;

  /**
   * Reads the bound.
   *
   * @throws IllegalArgumentException if the text is no number
   */
  public static NumberTest of(Comparison comparison, String text) {
    if (!isNumber(text)) {
      throw new IllegalArgumentException("a number");
    }
    return new NumberTest(comparison, new BigDecimal(text));
  }

  @Override
  public boolean isMetBy(FieldValue value) {
    if (value.isInteger()) {
      return comparison.holds(BigDecimal.valueOf(value.integer()).compareTo(bound));
    }
    if (!value.write() || value.length() > LONGEST_NUMBER) {
      return false;
    }
    String text = new String(value.bytes(), value.at(), value.length(), StandardCharsets.US_ASCII);
    return isNumber(text) && comparison.holds(new BigDecimal(text).compareTo(bound));
  }

  private static boolean isNumber(String text) {
    return text.length() <= LONGEST_NUMBER
        && text.matches("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,2})?");
  }
}
