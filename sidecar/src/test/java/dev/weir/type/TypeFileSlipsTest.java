package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.yaml.Environment;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.Problem;
import dev.weir.yaml.YamlFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slips in a type's file that would only show in documents without what was meant. */
class TypeFileSlipsTest {
  private static final String REGEX = "format: { regex: '(?P<when>\\S+) (?P<who>\\w+)' }\n";

  @Test
  void namesThatNoFieldOfTheFormatHasAreProblems() {
    String rest =
        """
        times: [{ field: whem, and: dat }]
        id: [who, 'acount?']
        issuer: { keys: 'a/(?P<account>[0-9]{12})/', account: account }
        ecs:
          user.name: whom
          event.action: { from: nosuchgroup, when: { wo: x }, unless: { who: y } }
          user.id:
            - { from: who }
            - { from: [whu, _env.a] }
        """;

    assertEquals(
        List.of(
            "times[0].field: 'when'",
            "times[0].and: one of when, who",
            "id: one of when, who",
            "issuer.account: one of when, who",
            "ecs.user.name: 'who'",
            "ecs.event.action.from: one of when, who",
            "ecs.event.action.when: 'who'",
            "ecs.user.id[1].from: 'who'"),
        problems(REGEX + rest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dissect: '{when} {*who}'",
        "delimited: { columns: [when, '-', who] }",
        "delimited: { columns: [when], layouts: [{ columns: [who] }] }",
        "delimited: { columns: [when], named: { w: who } }",
        "syslog: { messages: '{when} by {who}' }",
        "syslog: { programs: [{ names: p, messages: [{ form: '{when}', set: { who: x } }] }] }",
      })
  void eachFormatOfLinesTellsItsNames(String format) {
    String file = "format: { " + format + " }\necs: { user.name: %s }\ntimes: [{ field: when }]\n";

    assertEquals(List.of(), problems(file.formatted("who")));
    assertEquals(List.of("ecs.user.name: 'who'"), problems(file.formatted("whoo")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "format: { key_value: {} }\n",
        "format: { delimited: { columns: [a] } }\nsplit: { header: '^#(.*)' }\n",
        "format: { text: true }\nfields: { other: keyword }\n",
        "format: { regex: '(?P<a>.*)' }\nfields: { other: flat }\n",
        "format: { dissect: '{other}' }\n",
      })
  void openNamesAndListedOnesAreNone(String file) {
    assertEquals(List.of(), problems(file + "ecs: { user.name: 'other' }\n"));
    assertEquals(List.of(), problems(file + "ecs: { user.name: other.part }\n"));
  }

  @Test
  void propertiesOfColumnsThatAreNoneAreProblems() {
    String file =
        """
        format:
          delimited:
            columns: [time, agent, took]
            brackets: tiem
            quoted: [agnt]
            lists: [took, x]
            forms: { tok: number }
        """;

    assertEquals(
        List.of(
            "format.delimited.brackets: 'time'",
            "format.delimited.quoted: 'agent'",
            "format.delimited.lists: the name of a column",
            "format.delimited.forms: 'took'"),
        problems(file));
    assertEquals(List.of(), problems(file + "split: { header: '^#(.*)' }\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dd.mm.YYYY | dd.MM.yyyy",
        "dd.mm.yyyy HH:mm:ss | dd.MM.yyyy HH:mm:ss",
        "yyyy-mm-dd | yyyy-MM-dd",
        "YYYY-MM-dd HH:mm:ss | yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-DD HH:mm | yyyy-MM-dd HH:mm",
        "yyyy/MM/dd HH:MM | yyyy/MM/dd HH:mm",
        "yyyy/MM/dd HH:MM:ss | yyyy/MM/dd HH:mm:ss",
        "yyyy-MM-dd hh:mm:ss | yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd HH:mm:SS | yyyy-MM-dd HH:mm:ss",
        "YYYY-mm-DD'T'HH:mm:ssX | yyyy-MM-dd'T'HH:mm:ssX",
        "''on' YYYY-MM-dd 'at YY' HH:mm' | 'on' yyyy-MM-dd 'at YY' HH:mm",
        "MMM dd HH:mm:ss | yyyy is the year, MM the month, dd the day, HH the hour, mm the minute,"
            + " ss the second",
      })
  void patternsThatReadNoTimeAreProblems(String pattern, String meant) {
    String given = pattern.startsWith("''") ? pattern.substring(1, pattern.length() - 1) : pattern;

    assertEquals(
        List.of("times[0].pattern: a pattern that reads a date and all of its time: " + meant),
        problems("times: [{ field: a, pattern: \"" + given + "\" }]\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy/MM/dd HH:mm:ss",
        "uuuu-MM-dd'T'HH:mm:ss.SSSXXX",
        "dd/MMM/yyyy:HH:mm:ss Z",
        "EEE MMM d HH:mm:ss yyyy",
        "EEE, dd MMM yyyy HH:mm:ss z",
        "M/d/yy h:mm:ss a",
        "yyyyMMddHHmmss",
        "yyyyMMdd",
        "yyyy-DDD HH:mm",
        "yyyy-MM-dd HH",
        "yyyy-MM-dd[ HH:mm[:ss[.SSS]]]",
        "[yyyy-MM-dd HH:mm][dd/MM/yyyy HH:mm]",
        "yyyy-MM-dd HH:mm:ss VV",
        "YYYY-'W'ww-e HH:mm",
      })
  void patternsThatReadATimeAreTaken(String pattern) {
    assertEquals(List.of(), problems("times: [{ field: a, pattern: \"" + pattern + "\" }]\n"));
  }

  /** The key of each and what is expected there, without what is said of listed names. */
  private static List<String> problems(String file) {
    try {
      YamlFile yaml = YamlFile.of("own.yaml", "type: app.own\n" + file, Environment.NONE);
      LogType unused = TypeFile.read(yaml);
      return List.of();
    } catch (InvalidFileException e) {
      return e.problems().stream().map(TypeFileSlipsTest::text).toList();
    }
  }

  private static String text(Problem problem) {
    String expected = problem.expected();
    int listed = expected.indexOf(", or this name under fields");
    return problem.key() + ": " + (listed < 0 ? expected : expected.substring(0, listed));
  }
}
