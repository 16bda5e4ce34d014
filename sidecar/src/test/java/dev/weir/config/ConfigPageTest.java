package dev.weir.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.yaml.KeyPage;
import dev.weir.yaml.KeySchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration.md} and {@code docs/weir.schema.json} show what the code reads. To
 * write them anew:
 *
 * <pre>mvn -pl sidecar -am test -Dtest=ConfigPageTest -Dsurefire.failIfNoSpecifiedTests=false
 *     -Ddocs.write=true</pre>
 */
class ConfigPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final Path SCHEMA = Path.of("..", "docs", "weir.schema.json");

  @Test
  void thePageAndTheSchemaShowWhatEachKeyTakes() throws IOException {
    KeyPage page = KeyPage.read(PAGE, ConfigKeys.all());
    String schema = KeySchema.of("weir.yaml", ConfigKeys.all(), page.meanings(), true);

    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, page.text());
      Files.writeString(SCHEMA, schema);
    }

    assertEquals(page.text(), Files.readString(PAGE), "run this test with -Ddocs.write=true");
    assertEquals(schema, Files.readString(SCHEMA), "run this test with -Ddocs.write=true");
  }

  @Test
  void thePageSaysOfEachKeyWhatItMeansAndOfNoOther() throws IOException {
    KeyPage page = KeyPage.read(PAGE, ConfigKeys.all());

    assertEquals(List.of(), page.unknown(), "keys that the page has and the code does not");
    assertEquals(List.of(), page.missing(), "keys that the code has and the page does not");
  }
}
