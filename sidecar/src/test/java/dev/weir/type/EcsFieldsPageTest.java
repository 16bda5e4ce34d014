package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/writing-a-type.md} shows the fields that a type may fill. To write its table anew:
 *
 * <pre>mvn -pl sidecar -am test -Dtest=EcsFieldsPageTest -Dsurefire.failIfNoSpecifiedTests=false
 *     -Ddocs.write=true</pre>
 */
class EcsFieldsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "writing-a-type.md");
  private static final String HEAD = "| root | fields |\n|---|---|\n";

  @Test
  void theTableHasEachFieldUnderItsRoot() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(HEAD) + HEAD.length();
    int end = page.indexOf("\n\n", from);
    int to = end < 0 ? page.length() : end + 1;
    String expected = page.substring(0, from) + rows() + page.substring(to);

    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, expected);
    }

    assertEquals(expected, Files.readString(PAGE), "run this test with -Ddocs.write=true");
  }

  private static String rows() {
    Map<String, String> rows = new TreeMap<>();
    for (EcsField field : EcsSchema.get().fields()) {
      rows.merge(field.root(), cell(field), (before, next) -> before + ", " + next);
    }
    StringBuilder text = new StringBuilder();
    rows.forEach((root, cells) -> text.append("| `%s` | %s |\n".formatted(root, cells)));
    return text.toString();
  }

  /** The field without its root, and what it holds if that is no keyword. */
  private static String cell(EcsField field) {
    String name = "`" + field.name().substring(field.root().length() + 1) + "`";
    String type = field.type().name().toLowerCase(Locale.ROOT);
    return field.type() == EcsField.Type.KEYWORD ? name : name + " (" + type + ")";
  }
}
