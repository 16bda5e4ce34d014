package dev.weir.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.event.FieldValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text that a rule with a regular expression is found by. */
class RegexWitnessTest {
  private static final int EXPRESSIONS = 20_000;
  private static final int VALUES = 20;
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "K",
          "s",
          "ab",
          "kas",
          ".",
          "*",
          "+",
          "?",
          "|",
          "(",
          ")",
          "(?:",
          "(?i)",
          "[ab]",
          "[^]a]",
          "[[:alpha:]]",
          "[",
          "]",
          "{1,2}",
          "{0}",
          "{",
          "}",
          "\\.",
          "\\|",
          "\\d",
          "\\x61",
          "\\pL",
          "\\Q",
          "\\E",
          "\\(",
          "^",
          "$",
          "\u00e4",
          "(a|b)",
          "(?P<n>ab)",
          ":",
          "-");

  @ParameterizedTest
  @CsvSource({
    ".+:assumed-role/aws:.+, :assumed-role/aws:",
    "^arn:aws:iam::\\d{12}:root$, arn:aws:iam::",
    "abc?def, def",
    "ab{2}cd, cd",
    "abc+d, abc",
    "(a|b)cdef(gh), cdef",
    "x\\.y\\.exe, x.y.exe",
    "[a-z]+\\\\cmd, \\cmd",
    "(?i)whoami, whoami",
    "(?i)risk, ri",
    "one|three, ''",
    "a{b|c}, ''",
    "\\Qa|b\\E, ''",
    "a(?i)b, ''",
    "(((, ''",
    "a*, ''"
  })
  void isInAllThatTheExpressionMatches(String regex, String witness) {
    assertEquals(witness, RegexLiteral.of(regex, false));
  }

  @Test
  void isInAllThatRandomExpressionsMatch() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int matched = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      String regex = join(random, PIECES, 8);
      int flags = random.nextBoolean() ? Pattern.CASE_INSENSITIVE : 0;
      RegexTest test;
      try {
        test = new RegexTest(Pattern.compile(regex, flags));
      } catch (PatternSyntaxException e) {
        continue;
      }
      String witness = Letters.lower(test.witness());
      for (int each = 0; each < VALUES; each++) {
        String value =
            join(random, List.of("a", "b", "K", "S", "\u212a", "\u017f", ".", "|", ":", "-{"), 9);
        if (isMetBy(test, value)) {
          matched++;
          assertTrue(
              Letters.lower(value).contains(witness),
              "seed %d: /%s/ with flags %d matches '%s', without '%s'"
                  .formatted(seed, regex, flags, value, witness));
        }
      }
    }
    assertTrue(matched > EXPRESSIONS / 10, "seed " + seed + " matched " + matched);
  }

  private static boolean isMetBy(RegexTest test, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    FieldValue field = new FieldValue();
    field.text(utf8, 0, utf8.length);
    return test.isMetBy(field);
  }

  private static String join(Random random, List<String> pieces, int most) {
    StringBuilder text = new StringBuilder();
    int count = random.nextInt(1, most);
    for (int i = 0; i < count; i++) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }
}
