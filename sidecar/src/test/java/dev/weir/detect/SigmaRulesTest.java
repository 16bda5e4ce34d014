package dev.weir.detect;

import static dev.weir.detect.Detecting.detection;
import static dev.weir.detect.Detecting.selection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules specification 2.1.0, section by section. */
class SigmaRulesTest {
  // General, String Wildcard, Escape Character

  @Test
  void valuesMatchWithoutRegardToCase() throws Exception {
    assertTrue(selection("f: AbC").matches("f", "aBc"));
    assertTrue(selection("f: \u00c4rger").matches("f", "\u00e4RGER"));
    assertFalse(selection("f: abc").matches("f", "abcd"));
  }

  @Test
  void aStarStandsForAnyCharacters() throws Exception {
    Detecting rule = selection("f: 'antivirus_V*.exe'");

    assertTrue(rule.matches("f", "antivirus_v1.exe"));
    assertTrue(rule.matches("f", "antivirus_V21.2.1.exe"));
    assertTrue(rule.matches("f", "antivirus_V.exe"));
    assertFalse(rule.matches("f", "antivirus_V1.exe.txt"));
    assertTrue(selection("f: '*a*b*'").matches("f", "xxaxxbxx"));
    assertFalse(selection("f: '*a*b*'").matches("f", "xxbxxaxx"));
    assertFalse(selection("f: 'ab*ba'").matches("f", "aba"));
  }

  @Test
  void aQuestionMarkStandsForOneCharacter() throws Exception {
    Detecting rule = selection("f: 'prog?.exe'");

    assertTrue(rule.matches("f", "progA.exe"));
    assertTrue(rule.matches("f", "prog\u00fc.exe"));
    assertFalse(rule.matches("f", "prog.exe"));
    assertFalse(rule.matches("f", "progAB.exe"));
    assertTrue(selection("f|endswith: 'a?c'").matches("f", "xxa\ud83d\ude00c"));
    assertTrue(selection("f|contains: 'a?c'").matches("f", "xxabcxx"));
  }

  @ParameterizedTest
  @CsvSource({
    // A plain backslash is one, alone or twice.
    "C:\\Windows, C:\\Windows",
    "C:\\\\Windows, C:\\Windows",
    // A wildcard behind a backslash is a plain character.
    "a\\*b, a*b",
    "a\\?b, a?b",
    // A backslash before a wildcard is written twice, both as plain characters with three.
    "a\\\\*, a\\anything",
    "a\\\\\\*, a\\*",
    // Three or four are two.
    "a\\\\\\b, a\\\\b",
    "a\\\\\\\\b, a\\\\b"
  })
  void aBackslashEscapes(String written, String value) throws Exception {
    assertTrue(selection("f: '" + written + "'").matches("f", value));
  }

  @Test
  void anEscapedWildcardIsNoWildcard() throws Exception {
    assertFalse(selection("f: 'a\\*b'").matches("f", "axb"));
    assertFalse(selection("f: 'a\\\\\\*'").matches("f", "a\\x"));
  }

  // Lists, Maps

  @Test
  void aListOfTextsIsFoundInTheWholeRecord() throws Exception {
    Detecting rule =
        detection("keywords: ['EVILSERVICE', 'svchost.exe -n evil']\ncondition: keywords");

    assertTrue(rule.matches("a", "an evilservice here"));
    assertTrue(rule.matches(Map.of("a", 1, "b", Map.of("c", List.of("x", "svchost.exe -n evil")))));
    assertFalse(rule.matches("a", "good"));
    assertFalse(rule.matches("evilservice", "good"));
  }

  @Test
  void keywordsTakeNumbersWildcardsAndModifiers() throws Exception {
    assertTrue(detection("k: [4711]\ncondition: k").matches("a", 4711));
    assertTrue(detection("k: ['a*z']\ncondition: k").matches("a", "xx a b z xx"));
    assertTrue(
        detection("k: {'|all': [one, two]}\ncondition: k").matches(Map.of("a", "one", "b", "two")));
    assertFalse(detection("k: {'|all': [one, two]}\ncondition: k").matches("a", "one"));
    assertTrue(detection("k: {'|re': 'x[0-9]y'}\ncondition: k").matches("a", "x7y"));
    assertTrue(detection("k: {'|cased': Word}\ncondition: k").matches("a", "a Word"));
    assertFalse(detection("k: {'|cased': Word}\ncondition: k").matches("a", "a word"));
    assertTrue(detection("k: one\ncondition: k").matches("a", "one"));
  }

  @Test
  void aListOfMapsIsLinkedByOr() throws Exception {
    Detecting rule =
        detection(
            "s:\n  - Image|endswith: '\\\\example.exe'\n  - Description|contains: Test\ncondition: s");

    assertTrue(rule.matches("Image", "c:\\example.exe"));
    assertTrue(rule.matches("Description", "a test"));
    assertFalse(rule.matches("Image", "c:\\other.exe"));
  }

  @Test
  void theMembersOfAMapAreLinkedByAndTheirListsByOr() throws Exception {
    Detecting rule = detection("s:\n  EventLog: Security\n  EventID: [517, 1102]\ncondition: s");

    assertTrue(rule.matches(Map.of("EventLog", "Security", "EventID", 1102)));
    assertTrue(rule.matches(Map.of("EventLog", "security", "EventID", "517")));
    assertFalse(rule.matches(Map.of("EventLog", "Security", "EventID", 5170)));
    assertFalse(rule.matches(Map.of("EventID", 517)));
  }

  // Field Usage

  @Test
  void nestedNamesAndNamesWithDotsAreFound() throws Exception {
    Detecting rule = selection("a.b.c: x");

    assertTrue(rule.matches("a", Map.of("b", Map.of("c", "x"))));
    assertTrue(rule.matches("a.b.c", "x"));
    assertTrue(rule.matches("a", Map.of("b.c", "x")));
    assertTrue(rule.matches("a.b", Map.of("c", "x")));
    assertFalse(rule.matches("a", Map.of("b", "x")));
  }

  @Test
  void ofArraysAnyElementMatches() throws Exception {
    assertTrue(selection("f: x").matches("f", List.of("w", "x")));
    assertTrue(selection("a.b: x").matches("a", List.of(Map.of("b", "w"), Map.of("b", "x"))));
    assertTrue(selection("a.b: x").matches("a", List.of(List.of(Map.of("b", List.of("x"))))));
    assertFalse(selection("a.b: x").matches("a", List.of(Map.of("c", "x"))));
    assertTrue(selection("f|contains: allow").matches("f", Map.of("policy", Map.of("e", "Allow"))));
  }

  @Test
  void numbersMatchTextsAndBooleansTheirWords() throws Exception {
    assertTrue(selection("f: 4738").matches("f", "4738"));
    assertTrue(selection("f: '4738'").matches("f", 4738));
    assertTrue(selection("f: -7").matches("f", -7));
    assertTrue(selection("f: 0x10").matches("f", 16));
    assertTrue(selection("f: 1.5").matches("f", 1.5));
    assertTrue(selection("f: true").matches("f", true));
    assertTrue(selection("f: 'False'").matches("f", false));
    assertTrue(selection("f|startswith: 47").matches("f", 4738));
    assertFalse(selection("f: 4738").matches("f", 473));
  }

  @Test
  void fieldsOfTheNormalFormFlagsAndEnrichmentsAreFound() throws Exception {
    EcsFields normal = new EcsFields(EcsSchema.get());
    normal.set(EcsSchema.get().field("source.geo.country_iso_code"), "KP");

    assertEquals(
        List.of("a rule"),
        selection("source.geo.country_iso_code: kp")
            .titles("aws.cloudtrail", Map.of("a", 1), normal));
  }

  // Special Field Values, Field Existence

  @Test
  void nullIsAbsenceOrNull() throws Exception {
    Detecting rule = selection("f: null");
    Map<String, Object> nil = new HashMap<>();
    nil.put("f", null);

    assertTrue(rule.matches("g", "x"));
    assertTrue(rule.matches(nil));
    assertTrue(rule.matches("f", Collections.singletonList(null)));
    assertFalse(rule.matches("f", ""));
    assertFalse(rule.matches("f", List.of()));
    assertFalse(selection("f|neq: null").matches("g", "x"));
    assertTrue(selection("f|exists: true").matches(nil));
  }

  @Test
  void theEmptyTextIsAValue() throws Exception {
    assertTrue(selection("f: ''").matches("f", ""));
    assertFalse(selection("f: ''").matches("f", "x"));
    assertFalse(selection("f: ''").matches("g", "x"));
  }

  // Condition

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a and b | a b | a",
        "a or b | b | c",
        "not a | b | a",
        "not not a | a | b",
        "a and not b | a | a b",
        "a or b and c | a | b",
        "(a or b) and c | b c | a",
        "not (a or b) | c | b",
        "not a and b | b | a b",
        "1 of them | c | x",
        "any of them | c | x",
        "all of them | a b c s1 s2 | a b c s1",
        "1 of s* | s2 | a",
        "all of s* | s1 s2 | s1",
        "2 of them | a c | a",
        "2 of s* | s1 s2 | s1",
        "not 1 of s* | a | s1",
        "1 of s* and not a | s1 | s1 a",
        "A AND NOT B | A | A B",
        "s1 or (s2 and (a or (b and not c))) | s2 b | s2 b c"
      })
  void conditionsLinkSearchIdentifiers(String condition, String match, String other)
      throws Exception {
    String upper = condition.startsWith("A ") ? "A: {A: 1}\nB: {B: 1}\n" : "";
    Detecting rule =
        detection(
            upper
                + "a: {a: 1}\nb: {b: 1}\nc: {c: 1}\ns1: {s1: 1}\ns2: {s2: 1}\n_hidden: {x: 1}\n"
                + "condition: "
                + condition);

    assertTrue(rule.matches(ones(match)), match);
    assertFalse(rule.matches(ones(other)), other);
  }

  private static Map<String, Object> ones(String names) {
    Map<String, Object> fields = new HashMap<>(Map.of("other", 0));
    for (String name : names.strip().split(" ", -1)) {
      fields.put(name, 1);
    }
    return fields;
  }

  @Test
  void conditionsInAListAreLinkedByOr() throws Exception {
    Detecting rule = detection("a: {a: 1}\nb: {b: 1}\ncondition: [a, b]");

    assertTrue(rule.matches("a", 1));
    assertTrue(rule.matches("b", 1));
    assertFalse(rule.matches("c", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a and",
        "and a",
        "a b",
        "(a",
        "a)",
        "not",
        "x",
        "1 of x*",
        "0 of a*",
        "1.5 of a*",
        "9 of a*",
        "a | count() > 5",
        "a | near b",
        "1 of",
        "of them",
        "some of them",
        "''"
      })
  void aConditionThatMeansNothingIsRefused(String condition) {
    List<String> refused = detection("a: {a: 1}\ncondition: " + condition).refused();

    assertEquals(1, refused.size());
    assertTrue(refused.getFirst().startsWith("test.yml:5: 'a rule': "), refused.getFirst());
  }

  @Test
  void aConditionMayNotNestWithoutEnd() {
    String deep = "(".repeat(1000) + "a" + ")".repeat(1000);

    assertEquals(1, detection("a: {a: 1}\ncondition: " + deep).refused().size());
  }

  // LogSource

  @Test
  void aRuleMeetsRecordsOfItsLogsourceAlone() throws Exception {
    Detecting rules =
        Detecting.file(
            """
            title: aws
            logsource: {product: aws}
            detection: {k: [needle], condition: k}
            ---
            title: web
            logsource: {category: webserver}
            detection: {k: [needle], condition: k}
            ---
            title: windows
            logsource: {product: windows, category: process_creation}
            detection: {k: [needle], condition: k}
            """);

    assertEquals(List.of("aws"), rules.titles("aws.cloudtrail", Map.of("a", "needle")));
    assertEquals(List.of("web"), rules.titles("nginx.access", Map.of("a", "needle")));
    assertEquals(List.of(), rules.titles("json", Map.of("a", "needle")));
    assertEquals(
        List.of(
            "test.yml:9: 'windows': no type of logs serves 'category: process_creation, product:"
                + " windows'"),
        rules.refused());
  }

  @Test
  void aRuleOnAServiceMeetsThatPartOfATypeAlone() throws Exception {
    Detecting rule =
        Detecting.file(
            """
            title: sshd
            logsource: {product: linux, service: sshd}
            detection: {k: [needle], condition: k}
            """);

    EcsFields sshd = new EcsFields(EcsSchema.get());
    sshd.set(EcsSchema.get().field("process.name"), "sshd");
    EcsFields sudo = new EcsFields(EcsSchema.get());
    sudo.set(EcsSchema.get().field("process.name"), "sudo");
    assertEquals(List.of("sshd"), rule.titles("linux.auth", Map.of("a", "needle"), sshd));
    assertEquals(List.of(), rule.titles("linux.auth", Map.of("a", "needle"), sudo));
  }

  @Test
  void fieldsOfACategoryMeanThoseOfTheNormalForm() throws Exception {
    Detecting rule =
        Detecting.file(
            """
            title: shell
            logsource: {category: webserver}
            detection:
              s: {cs-method: POST, sc-status: 200, cs-uri-query|contains: '/../'}
              condition: s
            """);
    EcsFields normal = new EcsFields(EcsSchema.get());
    normal.set(EcsSchema.get().field("http.request.method"), "POST");
    normal.set(EcsSchema.get().field("http.response.status_code"), 200);
    normal.set(EcsSchema.get().field("url.original"), "/a?b=%2F..%2F");
    normal.set(EcsSchema.get().field("url.decoded"), "/a?b=/../");

    assertEquals(List.of("shell"), rule.titles("aws.alb", Map.of("a", 1), normal));
  }
}
