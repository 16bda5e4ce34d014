package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir types}. */
class TypesCommandTest {
  @TempDir Path folder = Path.of("");

  @Test
  void listsAllTypesByNameWithTheirDescriptionsBelowEachOther() {
    CommandRun run = CommandRun.of("types");

    List<String> lines = run.out().lines().toList();
    assertEquals(
        LogTypes.shipped().all().stream().map(LogType::name).sorted().toList(),
        lines.stream().map(line -> line.substring(0, line.indexOf(' '))).toList());
    assertTrue(
        lines.contains("aws.alb                 Access logs of Application Load Balancers"),
        run.out());
    assertEquals(0, run.code());
  }

  @Test
  void listsTheTypesOfAConfigurationWithoutItsSecrets() throws Exception {
    String config = config();

    CommandRun run = CommandRun.of("types", "-c", config);

    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("\napp.login               Who logs in to our shop\n"));
    assertTrue(run.out().contains("\napp.orders              JSON of no particular kind\n"));
  }

  @Test
  void showsByWhatATypeIsToldAndItsFields() throws Exception {
    CommandRun run = CommandRun.of("types", "-c", config(), "app.login");

    assertEquals(
        """
        app.login: Who logs in to our shop
          keys[0]  (^|/)app/login/
          keys[1]  (^|/)app/login-index/, which holds no record: login_index
          content  mostly lines that match ^LOGIN
          fields   ip
        """,
        run.out());
  }

  @Test
  void showsAllFieldsAndNotThoseAloneThatHaveAType() throws Exception {
    Files.writeString(
        folder.resolve("door.yaml"),
        """
        type: app.door
        format: { dissect: '{when} {door} {what}' }
        fields: { door: keyword, added: long }
        """);
    Files.writeString(folder.resolve("shop.yaml"), "{ type: app.shop, fields: { n: long } }\n");
    String config =
        Files.writeString(
                folder.resolve("some.yaml"),
                "types: { app.door: { file: door.yaml }, app.shop: { file: shop.yaml } }\n")
            .toString();

    CommandRun door = CommandRun.of("types", "-c", config, "app.door");
    CommandRun shop = CommandRun.of("types", "-c", config, "app.shop");

    assertTrue(door.out().endsWith("\n  fields   door, added, when, what\n"), door.out());
    assertTrue(
        shop.out().endsWith("\n  fields   n, and any other that a record has\n"), shop.out());
  }

  @Test
  void readsAFileOfTypesAlone() throws Exception {
    String types = Files.writeString(folder.resolve("t.yaml"), "types: { app.x: {} }\n").toString();

    CommandRun listed = CommandRun.of("types", "-c", types);
    CommandRun checked = CommandRun.of("check", "--offline", "-c", types);

    assertEquals(0, listed.code(), listed.err());
    assertTrue(listed.out().contains("\napp.x  "), listed.out());
    assertEquals(2, checked.code());
    assertTrue(checked.err().contains("neither source nor forward"), checked.err());
  }

  @Test
  void printsAnObjectForEachTypeForPrograms() throws Exception {
    CommandRun all = CommandRun.of("types", "--json");
    CommandRun one = CommandRun.of("types", "--json", "-c", config(), "app.login");

    assertEquals(LogTypes.shipped().all().size(), all.out().lines().count());
    JsonNode type = new JsonMapper().readTree(one.out());
    assertEquals("app.login", type.path("type").asText());
    assertEquals("Who logs in to our shop", type.path("about").asText());
    assertEquals("(^|/)app/login/", type.at("/keys/0/matches").asText());
    assertEquals("login_index", type.at("/keys/1/skip").asText());
    assertEquals("mostly lines that match ^LOGIN", type.at("/content/0").asText());
    assertEquals("ip", type.at("/fields/ip").asText());
  }

  @Test
  void namesTheTypeThatIsMeant() {
    CommandRun run = CommandRun.of("types", "cloudtrial");

    assertEquals(
        "weir: no type is named 'cloudtrial'; did you mean aws.cloudtrail? weir types lists all of"
            + " them.\n",
        run.err());
    assertEquals(2, run.code());
  }

  private String config() throws Exception {
    Files.writeString(
        folder.resolve("login.yaml"),
        """
        type: app.login
        about: Who logs in to our shop
        keys: [{ matches: '(^|/)app/login/' }, { matches: '(^|/)app/login-index/', skip: login_index }]
        content: [{ line: '^LOGIN' }]
        format: { text: true }
        fields: { ip: ip }
        """);
    return Files.writeString(
            folder.resolve("weir.yaml"),
            """
            forward: { listeners: [{ unix: /run/weir.sock }] }
            opensearch:
              url: https://search.example:9200
              auth: { kind: basic, user: weir, password: '${WEIR_NO_SUCH_KEY}' }
            types: { app.login: { file: login.yaml }, app.orders: { period: month } }
            """)
        .toString();
  }
}
