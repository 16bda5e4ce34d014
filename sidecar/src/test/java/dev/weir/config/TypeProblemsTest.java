package dev.weir.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.units.ByteSize;
import dev.weir.yaml.Environment;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types' files that a configuration names, and rules on fields of their types. */
class TypeProblemsTest {
  private static final String FORWARD =
      """
      forward: { listeners: [{ unix: /run/weir.sock }] }
      opensearch: { url: http://127.0.0.1:9200 }
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void namesTypesOfInnerRecordsThatNobodyKnows() throws Exception {
    Path type = folder.resolve("app.bag.yaml");
    Files.writeString(
        type,
        """
        type: app.bag
        format:
          inner:
            field: content
            by: kind
            types: [{ match: web, type: apache.acces }, { match: app, type: app.bag2 }]
            objects: app.own
        """);
    String text =
        FORWARD + "types:\n  app.own: {}\n  app.bag: { file: " + type + " }\n  app.bag2: {}\n";

    InvalidFileException thrown =
        assertThrows(
            InvalidFileException.class, () -> ConfigFile.forThisProcess().parse("weir.yaml", text));

    assertEquals(1, thrown.problems().size());
    assertEquals("types.app.bag.file", thrown.problems().getFirst().key());
    assertTrue(thrown.problems().getFirst().expected().startsWith("'apache.access'"));
  }

  @Test
  void takesATypesFileFromTheFolderOfTheFileThatNamesIt() throws Exception {
    Files.createDirectories(folder.resolve("types"));
    Files.writeString(folder.resolve("types/door.yaml"), "type: app.door\n");
    Path file =
        Files.writeString(
            folder.resolve("weir.yaml"),
            FORWARD + "types: { app.door: { file: types/door.yaml } }\n");

    WeirConfig config = new ConfigFile(Environment.NONE, ByteSize.ofMiB(1024)).load(file).config();

    assertEquals(Set.of("app.door"), config.types().keySet());
  }

  @Test
  void findsPatternsOfStrftimeInTimes() throws Exception {
    Path type =
        Files.writeString(
            folder.resolve("door.yaml"),
            "type: app.door\ntimes: [{ field: at, pattern: '%Y-%m-%dT%H:%M:%S' }]\n");
    Path file =
        Files.writeString(
            folder.resolve("weir.yaml"), FORWARD + "types: { app.door: { file: door.yaml } }\n");
    ConfigFile reader = new ConfigFile(Environment.NONE, ByteSize.ofMiB(1024));

    InvalidFileException e = assertThrows(InvalidFileException.class, () -> reader.load(file));

    String said = String.valueOf(e.getMessage());
    assertTrue(said.contains(type.toString()), said);
    assertTrue(said.contains("not of strftime: yyyy-MM-dd'T'HH:mm:ss"), said);
  }

  @Test
  void saysOfAMistakeInATypesFileWhereItIsAndWhatIsExpected() throws Exception {
    Files.writeString(
        folder.resolve("login.yaml"),
        """
        type: app.login
        format: { regex: '(?P<when>\\S+) (?P<who>\\S+)' }
        times: [{ field: whem }]
        """);

    List<String> problems = problems("types: { app.login: { file: login.yaml } }\n");

    assertEquals(
        List.of(
            "line 3: types.app.login.file: given "
                + folder.resolve("login.yaml")
                + ", line 3, times[0].field: 'whem', which no line has, expected 'when', or this"
                + " name under fields, if Fluent Bit adds it"),
        problems);
  }

  @Test
  void findsFieldsThatNoRecordOfTheTypeOfARuleHas() throws Exception {
    Files.writeString(
        folder.resolve("login.yaml"),
        "type: app.login\nformat: { regex: '(?P<when>\\S+) (?P<who>\\S+) (?P<what>.*)' }\n");
    String rules =
        """
        types:
          app.login: { file: login.yaml, time_fields: [whn], fields: { added: keyword } }
          app.json: {}
        flags:
          - { types: [app.login, app.json], fields: [whatt], one: { name: A_x, values: [x] } }
          - { types: [app.login], fields: [nosuch, what], one: { name: B_x, values: [x] } }
          - { types: [app.json], fields: [any], one: { name: C_x, values: [x] } }
          - { types: [app.login], fields: [source.ip], one: { name: D_x, values: [x] } }
        filter:
          rules:
            - { name: a, drop: { type: app.login, when: [{ field: wo, equals: x }] } }
            - { name: b, drop: { type: app.login, when: [{ field: A_x, equals: 1 }] } }
            - { name: c, drop: { when: [{ field: any, equals: x }] } }
            - { name: d, mask: { type: app.login, fields: [who, added, wat] } }
            - { name: e, remove: { type: nginx.access, fields: [remote_addr, remote_usr] } }
        """;

    List<String> problems = problems(rules);

    assertEquals(
        List.of(
            "types.app.login.time_fields: given 'whn', which no line has, expected 'when'",
            "flags[0].fields: given 'whatt', which no record of app.login has, expected 'what'",
            "filter.rules[0].drop.when[0].field: given 'wo', which no record of app.login has,"
                + " expected 'who'",
            "filter.rules[3].mask.fields: given 'wat', which no record of app.login has, expected"
                + " 'what'",
            "filter.rules[4].remove.fields: given 'remote_usr', which no record of nginx.access has,"
                + " expected 'remote_user'"),
        problems.stream()
            .map(each -> each.replaceAll("^line \\d+: |, or this name under fields.*", ""))
            .toList());
  }

  private List<String> problems(String rest) throws Exception {
    Path file = Files.writeString(folder.resolve("weir.yaml"), FORWARD + rest);
    ConfigFile reader = new ConfigFile(Environment.NONE, ByteSize.ofMiB(1024));
    InvalidFileException e = assertThrows(InvalidFileException.class, () -> reader.load(file));
    return e.problems().stream().map(Problem::toString).toList();
  }
}
