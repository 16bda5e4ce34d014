package dev.weir.detect;

import static dev.weir.detect.Detecting.detection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small file of rules takes neither much memory nor much time, whatever stands in it. */
class LargeRulesTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "(a{100}){1000}",
        "(?:[a-z]{50}){200}x",
        "\\pL{1000}{100}",
        "(a{3,}b{900}){9}"
      })
  void anExpressionThatCountsFarIsRefused(String regex) {
    String reason = refused("s: {userAgent|re: '" + regex + "'}\ncondition: s");

    assertTrue(reason.contains("steps when its repeats are written out"), reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[A-Za-z0-9+/]{200,}={0,2}",
        "(?i)^(?:[0-9]{1,3}\\.){3}[0-9]{1,3}$",
        "\\Qa{1000}{1000}\\E",
        "[{]9999999{]",
        "a{,5}",
        "(?P<name>a|b){1000}"
      })
  void anExpressionOfOrdinarySizeIsTaken(String regex) {
    assertEquals(
        List.of(), detection("s: {userAgent|re: '" + regex + "'}\ncondition: s").refused());
  }

  @Test
  void deepAndLongExpressionsAreRefused() {
    assertTrue(
        refused("s: {a|re: '" + "(".repeat(1500) + "a" + ")".repeat(1500) + "'}\ncondition: s")
            .contains("groups in one another"));
    assertTrue(
        refused("s: {a|re: '" + "\\pL".repeat(30_000) + "'}\ncondition: s")
            .contains("expected at most 4096"));
  }

  @Test
  void manyExpressionsTogetherAreBounded() {
    String all =
        IntStream.range(0, 100).mapToObj(i -> "'" + i + "a{900}'").collect(Collectors.joining(","));
    assertEquals(List.of(), detection("s: {a|re: [" + all + "]}\ncondition: s").refused());
    String more =
        IntStream.range(0, 250).mapToObj(i -> "'" + i + "a{900}'").collect(Collectors.joining(","));
    assertTrue(
        refused("s: {a|re: [" + more + "]}\ncondition: s").contains("the regular expressions of"));
  }

  @Test
  void valuesThatBecomeManyTextsAreBounded() {
    String dashes =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "' -a -b -c -d " + i + "'")
            .collect(Collectors.joining(","));
    assertTrue(
        refused("s: {a|windash|contains: [" + dashes + "]}\ncondition: s")
            .contains("the values of the file become more than"));
  }

  @Test
  void aConditionThatNamesLargePartsAgainAndAgainIsRefused() {
    String parts =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "s" + i + ": {a: 1}\n")
            .collect(Collectors.joining());
    String condition =
        IntStream.range(0, 300).mapToObj(i -> "1 of s*").collect(Collectors.joining(" or "));
    assertTimeoutPreemptively(
        SOON,
        () ->
            assertTrue(
                refused(parts + "condition: " + condition).contains("names large parts again")));
  }

  @Test
  void namesWithManyStarsAreComparedInNoTime() throws Exception {
    String name = "a".repeat(200);
    String stars = "*a".repeat(12) + "*b";
    assertTimeoutPreemptively(
        SOON,
        () ->
            assertTrue(
                refused(name + ": {a: 1}\ncondition: 1 of " + stars)
                    .contains("stands for no part")));
    assertTrue(
        detection(name + ": {a: 1}\ncondition: 1 of " + "*a".repeat(12) + "*")
            .matches(Map.of("a", 1)));
  }

  private static String refused(String detection) {
    List<String> refused = detection(detection).refused();
    assertEquals(1, refused.size(), refused::toString);
    return refused.getFirst();
  }
}
