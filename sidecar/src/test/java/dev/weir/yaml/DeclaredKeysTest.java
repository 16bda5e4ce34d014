package dev.weir.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DeclaredKeysTest {
  private enum Kind {
    PLAIN,
    TAGGED
  }

  @Test
  void showsWhatAKeyTakesAndItsDefault() {
    Map<String, DeclaredKey> keys =
        keys(root -> root.value("window", 4, Forms.number(1, 8)), root -> {});

    DeclaredKey window = key(keys, "window");

    assertEquals(List.of(new Takes.Whole(1, 8)), window.takes());
    assertEquals(4, window.constant());
    assertTrue(window.isValue());
    assertFalse(window.isNeeded());
  }

  @Test
  void goesIntoSectionsThatAreAskedForOnlyIfTheyAreThere() {
    Map<String, DeclaredKey> keys =
        keys(
            root -> {
              Section user = root.section("user");
              if (user.present()) {
                user.required("name", "", "a name", Forms.TEXT);
              }
              root.sections("rules").forEach(rule -> rule.list("of", List.of(), Forms.TEXT));
            });

    assertEquals(List.of("rules", "rules[].of", "user", "user.name"), List.copyOf(keys.keySet()));
    assertTrue(key(keys, "user.name").isNeeded());
    assertTrue(key(keys, "rules[].of").isList());
  }

  @Test
  void followsEachWordThatAReaderChoosesBy() {
    Map<String, DeclaredKey> keys =
        keys(
            root -> {
              if (root.value("kind", Kind.PLAIN, Forms.choice(Kind.class)) == Kind.TAGGED) {
                root.section("tag").optional("text", Forms.TEXT);
              }
            });

    assertTrue(keys.containsKey("tag.text"));
  }

  @Test
  void followsEachKindOfTextThatAReaderTakesInAnotherWay() {
    Form<String> place =
        Form.of(new Takes.Text("place", null, List.of("/file", "s3://b/k")), text -> text);

    Map<String, DeclaredKey> keys =
        keys(
            root -> {
              if (root.value("from", "", place).startsWith("s3:")) {
                root.optional("region", Forms.TEXT);
              }
            });

    assertTrue(keys.containsKey("region"));
  }

  @Test
  void triesKeysThatAreOnlyLookedFor() {
    Map<String, DeclaredKey> keys =
        keys(
            root -> {
              if (root.has("in")) {
                root.list("in", List.of(), Forms.TEXT);
              }
            },
            root -> root.has("never"));

    assertTrue(key(keys, "in").isList());
    assertFalse(keys.containsKey("never"));
  }

  @Test
  void takesOneOfTwoShapesAndTheKeysThatTheUserChooses() {
    Map<String, DeclaredKey> keys =
        keys(
            root -> {
              Section fields = root.section("fields");
              for (String field : fields.keys()) {
                if (fields.isSection(field)) {
                  fields.section(field).optional("from", Forms.TEXT);
                } else {
                  fields.oneOrMore(field, Forms.TEXT);
                }
              }
            });

    DeclaredKey field = key(keys, "fields.NAME");
    assertTrue(field.isValue() && field.isList() && field.isSection());
    assertTrue(keys.containsKey("fields.NAME.from"));
  }

  @Test
  void hasNoConstantDefaultWhereItDependsOnSomething() {
    Map<String, DeclaredKey> keys =
        keys(
            root -> {
              Section source = root.section("source");
              source.value("enabled", source.present(), Forms.BOOLEAN);
            },
            root -> root.value("host", "a", Forms.TEXT),
            root -> root.value("host", "b", Forms.TEXT));

    assertNull(key(keys, "source.enabled").constant());
    assertNull(key(keys, "host").constant());
  }

  private interface Asker {
    void ask(Section root);
  }

  private static Map<String, DeclaredKey> keys(Asker... askers) {
    return DeclaredKeys.of(
        List.of(askers).stream()
            .map(asker -> (DeclaredKeys.Reader) file -> asker.ask(file.root()))
            .toList());
  }

  private static DeclaredKey key(Map<String, DeclaredKey> keys, String path) {
    return Objects.requireNonNull(keys.get(path), () -> path + " in " + keys.keySet());
  }
}
