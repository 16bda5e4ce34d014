package dev.weir.config;

import dev.weir.enrich.geo.GeoSettings;
import dev.weir.enrich.table.TableSettings;
import dev.weir.enrich.threat.ThreatSettings;
import dev.weir.feed.ListLimits;
import dev.weir.feed.ListSettings;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is added to records.
 *
 * @param geo countries, cities and networks of addresses
 * @param userAgent whether browsers, systems and devices are told
 * @param url whether URLs are taken apart
 * @param threat lists of what is bad
 * @param tables tables of the user, asked in this order
 */
public record EnrichConfig(
    GeoSettings geo,
    boolean userAgent,
    boolean url,
    List<ThreatSettings> threat,
    List<TableSettings> tables) {
  private static final int MOST_LISTS = 64;

  static EnrichConfig read(Section section) {
    Duration refresh =
        section.value("refresh", ListLimits.DEFAULT.refresh(), Forms.duration("10s", "7d"));
    EnrichConfig read =
        new EnrichConfig(
            GeoSettings.read(section.section("geo"), refresh),
            section.value("user_agent", false, Forms.BOOLEAN),
            section.value("url", false, Forms.BOOLEAN),
            section.sections("threat").stream()
                .map(list -> ThreatSettings.read(list, refresh))
                .toList(),
            section.sections("tables").stream()
                .map(table -> TableSettings.read(table, refresh))
                .toList());
    if (read.threat.size() > MOST_LISTS) {
      section.problem("threat", read.threat.size() + " lists", "at most " + MOST_LISTS);
    }
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
  public Stream<ListSettings> lists() {
    return Stream.of(
            geo.databases().stream(),
            threat.stream().map(ThreatSettings::list),
            tables.stream().map(TableSettings::list))
        .flatMap(lists -> lists);
  }
}
