package dev.weir.detect;

import static dev.weir.detect.Detecting.detection;
import static dev.weir.detect.Detecting.selection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modifiers appendix 2.1.0, modifier by modifier. */
class SigmaModifiersTest {
  @Test
  void containsFindsTheValueAnywhere() throws Exception {
    Detecting rule = selection("f|contains: Mid");

    assertTrue(rule.matches("f", "a mid b"));
    assertTrue(rule.matches("f", "MID"));
    assertFalse(rule.matches("f", "mi d"));
  }

  @Test
  void startswithFindsItAtTheBeginning() throws Exception {
    Detecting rule = selection("f|startswith: adm_");

    assertTrue(rule.matches("f", "ADM_x"));
    assertFalse(rule.matches("f", "x adm_"));
  }

  @Test
  void endswithFindsItAtTheEnd() throws Exception {
    Detecting rule = selection("f|endswith: '\\cmd.exe'");

    assertTrue(rule.matches("f", "c:\\windows\\CMD.exe"));
    assertFalse(rule.matches("f", "c:\\cmd.exe -x"));
  }

  @Test
  void allLinksValuesByAnd() throws Exception {
    Detecting rule = selection("f|contains|all: [one, two]");

    assertTrue(rule.matches("f", "two and one"));
    assertFalse(rule.matches("f", "one and one"));
    assertTrue(selection("f|all|contains: [one, two]").matches("f", "two and one"));
  }

  @Test
  void allOfOneValueIsRefused() {
    assertEquals(
        List.of("test.yml:5: 'a rule': 'all' links several values, and 'f' has one"),
        selection("f|contains|all: one").refused());
  }

  @Test
  void existsAsksForPresenceWhateverTheValue() throws Exception {
    Detecting there = selection("f|exists: true");
    Detecting absent = selection("f|exists: false");

    assertTrue(there.matches("f", ""));
    assertTrue(there.matches("f", List.of()));
    assertFalse(there.matches("g", "x"));
    assertTrue(absent.matches("g", "x"));
    assertFalse(absent.matches("f", ""));
  }

  @Test
  void casedTellsUpperFromLowerCase() throws Exception {
    assertTrue(selection("f|cased: Admin").matches("f", "Admin"));
    assertFalse(selection("f|cased: Admin").matches("f", "admin"));
    assertTrue(selection("f|contains|cased: Min").matches("f", "adMin"));
    assertFalse(selection("f|cased|contains: Min").matches("f", "admin"));
    assertFalse(selection("f|cased: [Ab, Cd]").matches("f", "ab"));
  }

  @Test
  void neqIsMetByAnyOtherValue() throws Exception {
    Detecting rule = selection("f|neq: [one, two]");

    assertTrue(rule.matches("f", "three"));
    assertFalse(rule.matches("f", "TWO"));
    assertTrue(selection("f|contains|neq: x").matches("f", "abc"));
    assertFalse(selection("f|contains|neq: x").matches("f", "axc"));
    assertFalse(selection("f|neq: 5").matches("f", 5));
  }

  @Test
  void windashTakesDashesForOneAnother() throws Exception {
    Detecting rule = selection("f|windash|contains: ' -f '");

    for (String dash : List.of("-", "/", "\u2013", "\u2014", "\u2015")) {
      assertTrue(rule.matches("f", "cmd " + dash + "f x"), dash);
    }
    assertFalse(rule.matches("f", "cmd _f x"));
    assertTrue(selection("f|contains|windash|all: [' -a ', ' /b ']").matches("f", "x /a -b y"));
    assertFalse(selection("f|windash: a-b").matches("f", "a/b"));
  }

  @Test
  void base64EncodesTheValue() throws Exception {
    Detecting rule = selection("f|base64|contains: 'http://'");

    assertTrue(rule.matches("f", "x " + base64("http://")));
    assertFalse(rule.matches("f", "http://"));
  }

  @Test
  void base64offsetFindsTheValueAnywhereInAnEncodedText() throws Exception {
    Detecting rule = selection("f|base64offset|contains: '/bin/bash'");

    for (String before : List.of("", "a", "ab", "abc", "abcd", "abcde")) {
      assertTrue(rule.matches("f", base64(before + "/bin/bash -c x")), before);
    }
    assertFalse(rule.matches("f", base64("/bin/zsh")));
  }

  @ParameterizedTest
  @CsvSource({"utf16le, UTF-16LE", "wide, UTF-16LE", "utf16be, UTF-16BE"})
  void utf16IsEncodedBeforeBase64(String modifier, String form) throws Exception {
    Detecting rule = selection("f|" + modifier + "|base64offset|contains: ping");

    byte[] encoded = "x ping y".getBytes(form);
    assertTrue(rule.matches("f", Base64.getEncoder().encodeToString(encoded)));
    assertFalse(rule.matches("f", base64("x ping y")));
  }

  @Test
  void utf16HasAByteOrderMarkBefore() throws Exception {
    assertTrue(
        selection("f|utf16|base64: cmd")
            .matches("f", base64Of(0xff, 0xfe, 'c', 0, 'm', 0, 'd', 0)));
  }

  @Test
  void reIsFoundInTheValueAndTellsCases() throws Exception {
    Detecting rule = selection("f|re: 'a[0-9]+c$'");

    assertTrue(rule.matches("f", "xa12c"));
    assertFalse(rule.matches("f", "xA12c"));
    assertFalse(rule.matches("f", "a12c "));
  }

  @Test
  void reTakesFlags() throws Exception {
    assertTrue(selection("f|re|i: 'abc'").matches("f", "xABC"));
    assertTrue(selection("f|re|m: '^b$'").matches("f", "a\nb\nc"));
    assertFalse(selection("f|re: '^b$'").matches("f", "a\nb\nc"));
    assertTrue(selection("f|re|s: 'a.b'").matches("f", "a\nb"));
    assertFalse(selection("f|re: 'a.b'").matches("f", "a\nb"));
    assertTrue(selection("f|re|i|m|s: '^B.C$'").matches("f", "a\nb\nc"));
    assertTrue(selection("f|re|all: ['a', 'b']").matches("f", "ba"));
  }

  @ParameterizedTest
  @CsvSource({
    "lt, 9, true", "lt, 10, false", "lte, 10, true", "lte, 11, false",
    "gt, 11, true", "gt, 10, false", "gte, 10, true", "gte, 9, false",
    "gt, 10.5, true", "lt, 9.99, true", "gt, 1e3, true", "lt, -1, true"
  })
  void numbersAreCompared(String modifier, String value, boolean holds) throws Exception {
    Detecting rule = selection("f|" + modifier + ": 10");

    assertEquals(holds, rule.matches("f", value), "as a text");
    boolean isWhole = value.matches("-?[0-9]+");
    assertEquals(
        holds,
        rule.matches("f", isWhole ? (Object) Long.valueOf(value) : Double.valueOf(value)),
        "as a number");
    assertFalse(rule.matches("f", "ten"));
    assertFalse(rule.matches("f", ""));
  }

  @ParameterizedTest
  @CsvSource({"minute, 7", "hour, 3", "day, 9", "week, 6", "month, 2", "year, 2024"})
  void aPartOfADateIsANumber(String part, int value) throws Exception {
    Detecting rule = selection("f|" + part + ": " + value);

    assertTrue(rule.matches("f", "2024-02-09T03:07:59Z"));
    assertTrue(rule.matches("f", "2024-02-09 03:07:59"));
    assertTrue(rule.matches("f", "2024-02-09T03:07:59.123+05:00"));
    assertTrue(rule.matches("f", 1_707_448_079L));
    assertTrue(rule.matches("f", 1_707_448_079_123L));
    assertFalse(rule.matches("f", "2023-11-30T11:11:11Z"));
    assertFalse(rule.matches("f", "noon"));
  }

  @Test
  void aPartOfADateIsCompared() throws Exception {
    Detecting rule = selection("f|hour|lt: 6");

    assertTrue(rule.matches("f", "2024-02-09T03:07:59Z"));
    assertFalse(rule.matches("f", "2024-02-09T06:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, 11.0.0.1",
    "192.168.1.0/25, 192.168.1.127, 192.168.1.128",
    "192.0.2.7, 192.0.2.7, 192.0.2.8",
    "2001:db8::/32, 2001:db8:1::7, 2001:db9::1",
    "fe80::/10, fe80::1, fec0::1",
    "'::1', '::1', '::2'"
  })
  void cidrIsANetwork(String network, String in, String out) throws Exception {
    Detecting rule = selection("f|cidr: '" + network + "'");

    assertTrue(rule.matches("f", in));
    assertFalse(rule.matches("f", out));
    assertFalse(rule.matches("f", "no address"));
  }

  @Test
  void expandPutsValuesInThePlaceOfAPlaceholder() throws Exception {
    Map<String, List<String>> known = Map.of("Servers", List.of("srv*", "db1"));

    Detecting rule = detection("s: {'f|expand': 'host %Servers%'}\ncondition: s", known);
    assertTrue(rule.matches("f", "host srv17"));
    assertTrue(rule.matches("f", "host db1"));
    assertFalse(rule.matches("f", "host web"));
    assertTrue(
        detection("s: {'f|expand': '\\%plain%Servers%'}\ncondition: s", known)
            .matches("f", "%plaindb1"));
    assertTrue(selection("f: '%Servers%'").matches("f", "%servers%"));
  }

  @Test
  void aPlaceholderWithoutValuesIsRefused() {
    assertEquals(
        List.of(
            "test.yml:5: 'a rule': the placeholder '%Servers%' has no values; write them under"
                + " rules.placeholders"),
        selection("f|expand: '%Servers%'").refused());
  }

  @Test
  void fieldrefComparesWithAnotherField() throws Exception {
    assertTrue(selection("f|fieldref: g").matches(Map.of("f", "ABC", "g", "abc")));
    assertFalse(selection("f|fieldref: g").matches(Map.of("f", "abc", "g", "abd")));
    assertFalse(selection("f|fieldref: g").matches(Map.of("f", "abc")));
    assertTrue(selection("f|fieldref: g").matches(Map.of("f", 7, "g", "7")));
    assertFalse(selection("f|fieldref|cased: g").matches(Map.of("f", "ABC", "g", "abc")));
    assertTrue(selection("f|fieldref|neq: g").matches(Map.of("f", "a", "g", "b")));
    assertTrue(selection("f|fieldref|startswith: g").matches(Map.of("f", "abc", "g", "ab")));
    assertTrue(selection("f|fieldref|endswith: g").matches(Map.of("f", "abc", "g", "bc")));
    assertTrue(selection("f|fieldref|contains: g").matches(Map.of("f", "xabcx", "g", "abc")));
    assertFalse(selection("f|fieldref|contains: g").matches(Map.of("f", "xacx", "g", "abc")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f|unknown: x",
        "f|re|contains: x",
        "f|re|x: x",
        "f|i: x",
        "f|cidr|contains: 10.0.0.0/8",
        "f|cidr: 10.0.0.0/33",
        "f|cidr: ten",
        "f|lt: ten",
        "f|lt|contains: 5",
        "f|exists: maybe",
        "f|exists|contains: true",
        "f|startswith|endswith: x",
        "f|contains|contains: x",
        "f|contains|base64: x",
        "f|base64: 'a*b'",
        "f|base64: ''",
        "f|contains: ''",
        "f|hour: noon",
        "f|re: '(?=x)y'",
        "f|re: '(?<!x)y'",
        "f|re: '(a)\\1'",
        "f|re: '['",
        "f|fieldref|base64: g",
        "f: [a, null]",
        "f: []",
        "f: {a: b}",
        "f: [[a]]",
        "f..g: a",
        "'': a"
      })
  void whatMeansNothingIsRefusedWithItsLine(String line) {
    List<String> refused = selection(line).refused();

    assertEquals(1, refused.size(), line);
    assertTrue(refused.getFirst().startsWith("test.yml:5: 'a rule': "), refused.getFirst());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64Of(int... bytes) {
    byte[] raw = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      raw[i] = (byte) bytes[i];
    }
    return Base64.getEncoder().encodeToString(raw);
  }
}
