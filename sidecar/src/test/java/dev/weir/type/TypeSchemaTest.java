package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weir.yaml.KeyPage;
import dev.weir.yaml.KeySchema;
import dev.weir.yaml.SchemaCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code docs/type.schema.json} shows what the code reads, with what the page says of it. To write
 * it anew:
 *
 * <pre>mvn -pl sidecar -am test -Dtest=TypeSchemaTest -Dsurefire.failIfNoSpecifiedTests=false
 *     -Ddocs.write=true</pre>
 */
class TypeSchemaTest {
  private static final Path PAGE = Path.of("..", "docs", "writing-a-type.md");
  private static final Path SCHEMA = Path.of("..", "docs", "type.schema.json");
  private static final Path SHIPPED = Path.of("src", "main", "resources", "dev", "weir", "type");

  @Test
  void theSchemaShowsWhatEachKeyTakes() throws IOException {
    KeyPage page = KeyPage.read(PAGE, TypeKeys.all());
    String schema = KeySchema.of("A log type of Weir", TypeKeys.all(), page.meanings(), false);

    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(SCHEMA, schema);
    }

    assertEquals(List.of(), page.unknown(), "keys that the page has and the code does not");
    assertEquals(schema, Files.readString(SCHEMA), "run this test with -Ddocs.write=true");
  }

  @Test
  void theTypesThatShipFit() throws IOException {
    SchemaCheck schema = SchemaCheck.by(SCHEMA);
    List<Path> files = new ArrayList<>();
    try (Stream<Path> types = Files.list(SHIPPED)) {
      types.filter(file -> file.toString().endsWith(".yaml")).forEach(files::add);
    }

    List<String> problems = new ArrayList<>();
    for (Path file : files) {
      schema.problems(Files.readString(file)).forEach(each -> problems.add(file + ": " + each));
    }

    assertFalse(files.isEmpty(), "no types: the test looks in the wrong place");
    assertEquals(List.of(), problems);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: App Door",
        "typ: app.door",
        "{ type: app.door, closed: perhaps }",
        "{ type: app.door, fields: { reader: address } }",
        "{ type: app.door, times: [{ field: when, form: iso }] }",
        "{ type: app.door, ecs: { user.id: { form: badge } } }",
      })
  void aWrongFileDoesNot(String text) throws IOException {
    assertFalse(SchemaCheck.by(SCHEMA).problems(text).isEmpty());
  }
}
