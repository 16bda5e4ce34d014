package dev.weir.ruleset;

import dev.weir.settings.AwsAccess;
import dev.weir.settings.AwsNames;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import dev.weir.yaml.Takes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rules records are held against.
 *
 * @param shipped whether the rules that ship are in force
 * @param sigma where rules of Sigma lie
 * @param monitoredEvents where files of monitored events lie
 * @param selection which rules of Sigma are in force, those that ship among them
 * @param tuning what is different about rules, without their files
 * @param slow how long a rule may take with a record; zero for any time
 * @param placeholders what placeholders in rules stand for, by their names
 * @param refresh how often places are asked what changed
 * @param access how S3 is reached
 * @param expectedOwner the account whose buckets these are; null to leave it open
 */
public record RuleSettings(
    boolean shipped,
    List<RuleOrigin> sigma,
    List<RuleOrigin> monitoredEvents,
    RuleSelection selection,
    Tuning tuning,
    Duration slow,
    Map<String, List<String>> placeholders,
    Duration refresh,
    AwsAccess access,
    @Nullable String expectedOwner) {
  private static final Duration OFTEN = Duration.ofSeconds(30);
  private static final Duration SLOW = Duration.ofMillis(1);
  private static final Form<Duration> TIME = Forms.duration("1ms", "1m");
  private static final Form<Duration> LIMIT =
      Form.of(
          new Takes.Text("`1ms` to `1m`, or `off`", null, List.of("1ms", "off")),
          text -> text.equals("off") ? Duration.ZERO : TIME.parse(text));

  public RuleSettings {
    sigma = List.copyOf(sigma);
    monitoredEvents = List.copyOf(monitoredEvents);
    placeholders = Map.copyOf(placeholders);
  }

  /**
   * Reads the section {@code rules}.
   *
   * @param tuned the sections of single rules in it, by their ids
   */
  public static RuleSettings read(Section section, Map<String, Section> tuned) {
    Section values = section.section("placeholders");
    Map<String, List<String>> placeholders = new LinkedHashMap<>();
    values.keys().forEach(name -> placeholders.put(name, values.oneOrMore(name, Forms.TEXT)));
    return new RuleSettings(
        section.value("shipped", true, Forms.BOOLEAN),
        section.list("sigma", List.of(), RuleOrigin.FORM),
        section.list("monitored_events", List.of(), RuleOrigin.FORM),
        RuleSelection.read(section.section("select")),
        Tuning.read(section, tuned, placeholders),
        section.value("slow", SLOW, LIMIT),
        placeholders,
        section.value("refresh", OFTEN, Forms.duration("5s", "1h")),
        AwsAccess.readOfBucket(section),
        section.optional("expected_owner", AwsNames.ACCOUNT));
  }

  /** The same, for all rules of other places; files with names that end with .json are events. */
  public RuleSettings at(List<RuleOrigin> places) {
    return new RuleSettings(
        false,
        places.stream().filter(place -> !isEvents(place)).toList(),
        places.stream().filter(RuleSettings::isEvents).toList(),
        RuleSelection.ALL,
        Tuning.NONE,
        slow,
        placeholders,
        refresh,
        access,
        expectedOwner);
  }

  private static boolean isEvents(RuleOrigin place) {
    return place.toString().endsWith(".json");
  }

  /** All places. */
  public List<RuleOrigin> places() {
    return Stream.concat(sigma.stream(), monitoredEvents.stream()).toList();
  }

  /** Whether there is any place to read. */
  public boolean isEmpty() {
    return !shipped && places().isEmpty();
  }

  /** The rules of these places and those that ship, all of them, with the same placeholders. */
  public RuleSettings allOf(List<RuleOrigin> places) {
    return new RuleSettings(
        true,
        places,
        List.of(),
        RuleSelection.ALL,
        Tuning.NONE,
        slow,
        placeholders,
        refresh,
        access,
        expectedOwner);
  }
}
