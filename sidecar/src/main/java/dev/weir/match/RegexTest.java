package dev.weir.match;

import com.google.re2j.Pattern;
import dev.weir.event.FieldValue;
import java.nio.charset.StandardCharsets;

/**
 * A regular expression that is found in the value (RE2: linear in time). Of a longer value it sees
 * the first {@link #MOST_BYTES}. Immutable.
 */
public final class RegexTest implements ValueTest {
  /** As many bytes of a value as are looked at. */
  public static final int MOST_BYTES = 64 << 10;

  private static final String IGNORE_CASE = "(?i)";

  private final Pattern pattern;
  private final String witness;
  private final boolean ignoresCase;

  /** The witness as bytes; in lower case if the expression ignores case. */
  private final byte[] part;

  /** Finds this expression. */
  public RegexTest(Pattern pattern) {
    this.pattern = pattern;
    boolean flagged = (pattern.flags() & Pattern.CASE_INSENSITIVE) != 0;
    witness = RegexLiteral.of(pattern.pattern(), flagged);
    ignoresCase = flagged || pattern.pattern().startsWith(IGNORE_CASE);
    part = (ignoresCase ? Letters.lower(witness) : witness).getBytes(StandardCharsets.US_ASCII);
  }

  /** A text of ASCII that is in each value that is so; empty if none is known. */
  public String witness() {
    return witness;
  }

  @Override
  public boolean isMetBy(FieldValue value) {
    if (!value.write()) {
      return false;
    }
    int length = Math.min(value.length(), MOST_BYTES);
    // Most values have not even the witness, and then no text is made of them.
    return hasPart(value.bytes(), value.at(), value.at() + length)
        && pattern
            .matcher(new String(value.bytes(), value.at(), length, StandardCharsets.UTF_8))
            .find();
  }

  private boolean hasPart(byte[] text, int from, int to) {
    for (int at = from; at <= to - part.length; at++) {
      int same = 0;
      while (same < part.length && part[same] == letter(text[at + same])) {
        same++;
      }
      if (same == part.length) {
        return true;
      }
    }
    return false;
  }

  private byte letter(byte b) {
    return ignoresCase ? Letters.lower(b) : b;
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }
}
