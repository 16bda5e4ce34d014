package dev.weir.supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The list of known weaknesses in {@code advisories.yaml}. */
final class Advisories {
  private static final Path FILE = Path.of("advisories.yaml");
  private static final Set<String> KEYS = Set.of("id", "libraries", "affected", "accepted");

  private Advisories() {}

  static List<Advisory> read() throws IOException {
    Object list = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE));
    List<Advisory> advisories = new ArrayList<>();
    for (Object entry : (List<?>) list) {
      Map<?, ?> map = (Map<?, ?>) entry;
      if (!KEYS.containsAll(map.keySet())) {
        throw new IllegalArgumentException("advisories.yaml: keys are " + KEYS + ", not " + map);
      }
      Object accepted = map.get("accepted");
      if (!(map.get("libraries") instanceof List<?> libraries)) {
        throw new IllegalArgumentException("advisories.yaml: no list of libraries in " + entry);
      }
      advisories.add(
          Advisory.of(
              text(map, "id"),
              libraries.stream().map(String::valueOf).toList(),
              text(map, "affected"),
              accepted == null ? "" : accepted.toString()));
    }
    return advisories;
  }

  private static String text(Map<?, ?> entry, String key) {
    Object value = entry.get(key);
    if (value == null) {
      throw new IllegalArgumentException("advisories.yaml: " + key + " is missing in " + entry);
    }
    return value.toString();
  }
}
