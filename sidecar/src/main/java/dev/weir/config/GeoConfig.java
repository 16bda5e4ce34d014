package dev.weir.config;

import dev.weir.yaml.Form;
import dev.weir.yaml.Section;
import dev.weir.yaml.Takes;
import java.time.Duration;
import java.util.List;

/**
 * Where addresses are, and whose.
 *
 * @param of the fields whose addresses are looked up
 * @param databases in the MaxMind format; the first that knows something of an address tells it
 */
public record GeoConfig(List<String> of, List<ListConfig> databases) {
  private static final List<String> SIDES = List.of("source", "destination", "client", "server");

  private static final Form<String> SIDE = Form.of(new Takes.Words(SIDES), GeoConfig::side);

  static GeoConfig read(Section section, Duration refresh) {
    return new GeoConfig(
        section.list("of", SIDES, SIDE),
        section.sections("databases").stream()
            .map(database -> ListConfig.read(database, refresh))
            .toList());
  }

  private static String side(String text) {
    if (!SIDES.contains(text)) {
      throw new IllegalArgumentException("one of " + String.join(", ", SIDES));
    }
    return text;
  }
}
