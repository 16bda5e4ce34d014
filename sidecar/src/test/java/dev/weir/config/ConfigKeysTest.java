package dev.weir.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.yaml.DeclaredKey;
import dev.weir.yaml.Takes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the keys of {@code weir.yaml} declare. */
class ConfigKeysTest {
  @Test
  void eachFormSaysWhatItTakes() {
    List<String> unsaid =
        ConfigKeys.all().values().stream()
            .filter(key -> key.takes().stream().anyMatch(takes -> takes == Takes.UNSAID))
            .map(DeclaredKey::path)
            .toList();

    assertEquals(List.of(), unsaid);
  }
}
