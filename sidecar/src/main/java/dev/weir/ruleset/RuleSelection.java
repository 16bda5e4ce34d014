package dev.weir.ruleset;

import dev.weir.rule.Level;
import dev.weir.rule.Rule;
import dev.weir.rule.Status;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which rules of Sigma are in force.
 *
 * @param level the least level
 * @param status how ripe they may be
 * @param tags one of these, {@code *} for any characters; empty for all
 * @param paths the file's name below its source, {@code *} for any characters; empty for all
 */
public record RuleSelection(
    Level level, Set<Status> status, List<String> tags, List<String> paths) {
  /** All rules. */
  static final RuleSelection ALL =
      new RuleSelection(Level.INFORMATIONAL, EnumSet.allOf(Status.class), List.of(), List.of());

  private static final List<Status> RIPE = List.of(Status.STABLE, Status.TEST, Status.EXPERIMENTAL);

  public RuleSelection {
    status = Set.copyOf(status);
    tags = List.copyOf(tags);
    paths = List.copyOf(paths);
  }

  static RuleSelection read(Section section) {
    return new RuleSelection(
        section.value("level", Level.INFORMATIONAL, Forms.choice(Level.class)),
        Set.copyOf(section.list("status", RIPE, Forms.choice(Status.class))),
        section.list("tags", List.of(), Forms.TEXT),
        section.list("paths", List.of(), Forms.TEXT));
  }

  boolean takes(Rule rule) {
    return rule.level().compareTo(level) >= 0
        && status.contains(rule.status())
        && (tags.isEmpty() || rule.tags().stream().anyMatch(tag -> matches(tags, tag)))
        && (paths.isEmpty() || matches(paths, rule.place().file()));
  }

  private static boolean matches(List<String> globs, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return globs.stream()
        .anyMatch(
            glob ->
                Pattern.matches(
                    "\\Q" + glob.toLowerCase(Locale.ROOT).replace("*", "\\E.*\\Q") + "\\E", lower));
  }
}
