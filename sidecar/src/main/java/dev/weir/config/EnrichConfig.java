package dev.weir.config;

import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is added to records.
 *
 * @param geo countries, cities and networks of addresses
 * @param userAgent whether browsers, systems and devices are told
 * @param url whether URLs are taken apart
 */
public record EnrichConfig(GeoConfig geo, boolean userAgent, boolean url) {

  static EnrichConfig read(Section section) {
    Duration refresh = section.value("refresh", Duration.ofMinutes(5), Forms.duration("10s", "7d"));
    EnrichConfig read =
        new EnrichConfig(
            GeoConfig.read(section.section("geo"), refresh),
            section.value("user_agent", false, Forms.BOOLEAN),
            section.value("url", false, Forms.BOOLEAN));
    Set<String> names = new HashSet<>();
    read.lists()
        .filter(list -> !names.add(list.name()))
        .forEach(
            list ->
                section.problem(
                    "two lists of the name '" + list.name() + "'", "a name for each list"));
    return read;
  }

  /** All lists, in their order. */
  public Stream<ListConfig> lists() {
    return geo.databases().stream();
  }
}
