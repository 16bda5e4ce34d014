package dev.weir.feed;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.time.Duration;

/**
 * A list that enrichments look up in.
 *
 * @param name its name in metrics and documents
 * @param from where it is
 * @param limits what it may cost
 */
public record ListSettings(String name, ListOrigin from, ListLimits limits) {

  private static final Form<String> NAME =
      Forms.matching(
          "up to 64 letters, digits, `_`, `.`, `-`",
          "[A-Za-z0-9_.-]{1,64}",
          "at most 64 letters, digits, _ . -");

  /**
   * Reads the keys of a list.
   *
   * @param refresh how often a list is asked that does not say it
   */
  public static ListSettings read(Section section, Duration refresh) {
    ListOrigin from = ListOrigin.read(section);
    return new ListSettings(
        section.value("name", nameOf(from), NAME), from, ListLimits.read(section, refresh));
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
