package dev.weir.enrich.geo;

import dev.weir.feed.ListSettings;
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
public record GeoSettings(List<String> of, List<ListSettings> databases) {
  private static final List<String> SIDES = List.of("source", "destination", "client", "server");

  private static final Form<String> SIDE = Form.of(new Takes.Words(SIDES), GeoSettings::side);

  /**
   * Reads {@code enrich.geo}.
   *
   * @param refresh how often a list is asked that does not say it
   */
  public static GeoSettings read(Section section, Duration refresh) {
    return new GeoSettings(
        section.list("of", SIDES, SIDE),
        section.sections("databases").stream()
            .map(database -> ListSettings.read(database, refresh))
            .toList());
  }

  private static String side(String text) {
    if (!SIDES.contains(text)) {
      throw new IllegalArgumentException("one of " + String.join(", ", SIDES));
    }
    return text;
  }
}
