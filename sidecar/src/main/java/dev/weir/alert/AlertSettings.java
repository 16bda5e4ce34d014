package dev.weir.alert;

import dev.weir.rule.Level;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which matches become alerts, and how they are gathered.
 *
 * @param enabled whether there are alerts at all
 * @param level the least level of a rule whose matches become alerts
 * @param window how long after its first match an alert gathers further ones, in time of events
 * @param groupBy the fields whose values name a group; of each entry the first field counts that
 *     the record has
 * @param byRule what holds for single rules, by their ids
 * @param matchesRetention how long after its month an index of matches is deleted; null for never
 */
public record AlertSettings(
    boolean enabled,
    Level level,
    Duration window,
    List<GroupField> groupBy,
    Map<String, OfRule> byRule,
    @Nullable Duration matchesRetention) {
  private static final Duration WINDOW = Duration.ofMinutes(60);
  private static final Form<Duration> WINDOW_FORM = Forms.duration("1m", "7d");

  /** The account, and who acts: by identity where the log has one, else by address. */
  private static final List<GroupField> GROUP =
      List.of(
          GroupField.of("cloud.account.id"),
          GroupField.of(
              "userIdentity.arn", "source.ip", "source.address", "user.name", "host.name"));

  private static final Form<GroupField> FIELD =
      Forms.text("a field, or several with `or` between them", GroupField::parse);

  /** What ships. */
  public static final AlertSettings DEFAULT =
      new AlertSettings(true, Level.LOW, WINDOW, GROUP, Map.of(), null);

  public AlertSettings {
    groupBy = List.copyOf(groupBy);
    byRule = Map.copyOf(byRule);
  }

  /**
   * What holds for one rule.
   *
   * @param window how long its alerts gather matches
   * @param groupBy the fields whose values name its groups
   */
  public record OfRule(Duration window, List<GroupField> groupBy) {
    public OfRule {
      groupBy = List.copyOf(groupBy);
    }
  }

  /**
   * Reads the section {@code alerts}.
   *
   * @param tuned the sections of single rules, by their ids
   */
  public static AlertSettings read(Section section, Map<String, Section> tuned) {
    Duration window = section.value("window", WINDOW, WINDOW_FORM);
    List<GroupField> groupBy = section.list("group_by", GROUP, FIELD);
    Map<String, OfRule> byRule = new LinkedHashMap<>();
    tuned.forEach(
        (id, rule) ->
            byRule.put(
                id,
                new OfRule(
                    rule.value("window", window, WINDOW_FORM),
                    rule.list("group_by", groupBy, FIELD))));
    return new AlertSettings(
        section.value("enabled", true, Forms.BOOLEAN),
        section.value("level", Level.LOW, Forms.choice(Level.class)),
        window,
        groupBy,
        byRule,
        section.optional("matches_retention", Forms.duration("8d", "36500d")));
  }

  /** The same settings, with no alerts. */
  public AlertSettings off() {
    return new AlertSettings(false, level, window, groupBy, byRule, matchesRetention);
  }

  /** Whether matches of a rule of this level become alerts. */
  public boolean takes(Level of) {
    return enabled && of.compareTo(level) >= 0;
  }

  /** How long alerts of a rule gather matches. */
  public Duration window(String rule) {
    OfRule own = byRule.get(rule);
    return own == null ? window : own.window();
  }

  /** The fields whose values name the groups of a rule. */
  public List<GroupField> groupBy(String rule) {
    OfRule own = byRule.get(rule);
    return own == null ? groupBy : own.groupBy();
  }
}
