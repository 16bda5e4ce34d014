package dev.weir.match;

import com.google.re2j.Pattern;
import dev.weir.event.FieldValue;
import java.nio.charset.StandardCharsets;

/**
 * A regular expression that is found in the value (RE2: linear in time). Of a longer value it sees
 * the first {@link #MOST_BYTES}.
 *
 * @param pattern the expression
 */
public record RegexTest(Pattern pattern) implements ValueTest {
  /** As many bytes of a value as are looked at. */
  public static final int MOST_BYTES = 64 << 10;

  /** A text of ASCII that is in each value that is so; empty if none is known. */
  public String witness() {
    return RegexLiteral.of(pattern.pattern(), (pattern.flags() & Pattern.CASE_INSENSITIVE) != 0);
  }

  @Override
  public boolean isMetBy(FieldValue value) {
    return value.write()
        && pattern
            .matcher(
                new String(
                    value.bytes(),
                    value.at(),
                    Math.min(value.length(), MOST_BYTES),
                    StandardCharsets.UTF_8))
            .find();
  }
}
