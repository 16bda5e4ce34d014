package dev.weir.config;

import dev.weir.units.ByteSize;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.time.Duration;

/**
 * A list that enrichments look up in.
 *
 * @param name its name in metrics and documents
 * @param from where it is
 * @param refresh how often it is asked whether it changed
 * @param maxSize the longest it may be
 * @param maxEntries the most entries it may have
 */
public record ListConfig(
    String name, ListOrigin from, Duration refresh, ByteSize maxSize, int maxEntries) {

  private static final Form<String> NAME =
      Forms.matching(
          "up to 64 letters, digits, `_`, `.`, `-`",
          "[A-Za-z0-9_.-]{1,64}",
          "at most 64 letters, digits, _ . -");

  static ListConfig read(Section section, Duration refresh) {
    ListOrigin from = ListOrigin.read(section);
    return new ListConfig(
        section.value("name", nameOf(from), NAME),
        from,
        section.value("refresh", refresh, Forms.duration("10s", "7d")),
        section.value("max_size", ByteSize.ofMiB(256), Forms.size("1KiB", "1GiB")),
        section.value("max_entries", 2_000_000, Forms.number(1, 10_000_000)));
  }

  /** The last part of where it is, without what stands behind its first dot. */
  private static String nameOf(ListOrigin from) {
    String path = from.toString();
    String last = path.substring(path.lastIndexOf('/') + 1);
    int dot = last.indexOf('.');
    String name = (dot > 0 ? last.substring(0, dot) : last).replaceAll("[^A-Za-z0-9_-]", "_");
    return name.isEmpty() ? "list" : name.substring(0, Math.min(name.length(), 64));
  }
}
