package dev.weir.sigma;

import dev.weir.match.TextPattern;
import dev.weir.match.WildText;
import dev.weir.rule.Expression;
import dev.weir.rule.Level;
import dev.weir.rule.LogSource;
import dev.weir.rule.Place;
import dev.weir.rule.Refusal;
import dev.weir.rule.Rule;
import dev.weir.rule.RulePart;
import dev.weir.rule.Status;
import dev.weir.yaml.YamlValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events of CloudTrail that somebody wants to hear of, as a JSON file of their names: {@code
 * {"events": ["ConsoleLogin", {"name": "CreateUser", "severity": "high", "when": {"errorCode":
 * null}}]}}, or the list alone. Each becomes a rule. What stands under {@code when} is a map of
 * Sigma, modifiers included.
 */
public final class MonitoredEvents {
  private static final LogSource CLOUDTRAIL = new LogSource(null, "aws", "cloudtrail");
  private static final Set<String> KEYS =
      Set.of("name", "severity", "when", "id", "title", "description", "tags");
  private static final int MOST_EVENTS = 100_000;
  private static final int LONGEST_TEXT = 256;

  private final String file;
  private final DetectionReader conditions = new DetectionReader(Map.of());

  private MonitoredEvents(String file) {
    this.file = file;
  }

  /**
   * Reads a file. It holds rules only if nothing in it is wrong.
   *
   * @param name what to call it in messages
   * @param text its content
   */
  public static SigmaFile read(String name, String text) {
    try {
      List<Rule> rules = new MonitoredEvents(name).rules(JsonTree.read(text));
      return new SigmaFile(rules, List.of(), List.of());
    } catch (SigmaException e) {
      return new SigmaFile(
          List.of(), List.of(), List.of(new Refusal(new Place(name, e.line()), "", e.reason())));
    }
  }

  private List<Rule> rules(YamlValue whole) throws SigmaException {
    YamlValue list =
        whole instanceof YamlValue.Mapping map
            ? Objects.requireNonNullElse(map.get("events"), whole)
            : whole;
    if (!(list instanceof YamlValue.Sequence events)) {
      throw new SigmaException(
          list.line(), "there is no list of events: {\"events\": [\"ConsoleLogin\"]}");
    }
    if (events.items().size() > MOST_EVENTS) {
      throw new SigmaException(list.line(), "there are more than " + MOST_EVENTS + " events");
    }
    Map<String, Rule> byId = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    for (YamlValue event : events.items()) {
      Rule rule = rule(event);
      boolean isName = event instanceof YamlValue.Scalar;
      Rule other = byId.putIfAbsent(rule.id(), rule);
      // A name that stands there twice says the same.
      boolean again = isName && !names.add(rule.id());
      if (other != null && !again) {
        throw new SigmaException(
            event.line(),
            "the id '%s' is that of the event in line %d; give one of both another id, or take it away"
                .formatted(rule.id(), other.place().line()));
      }
    }
    return new ArrayList<>(byId.values());
  }

  private Rule rule(YamlValue event) throws SigmaException {
    return switch (event) {
      case YamlValue.Scalar name -> rule(name, new YamlValue.Mapping(name.line(), List.of()));
      case YamlValue.Mapping map -> {
        for (YamlValue.Entry entry : map.entries()) {
          if (!KEYS.contains(entry.key())) {
            throw new SigmaException(
                entry.line(), "'" + entry.key() + "' is none of " + String.join(", ", sorted()));
          }
        }
        if (!(map.get("name") instanceof YamlValue.Scalar name)) {
          throw new SigmaException(map.line(), "an event has no name");
        }
        yield rule(name, map);
      }
      case YamlValue.Sequence list ->
          throw new SigmaException(list.line(), "an event is a list, where a name is expected");
    };
  }

  private static List<String> sorted() {
    return KEYS.stream().sorted().toList();
  }

  private Rule rule(YamlValue.Scalar name, YamlValue.Mapping map) throws SigmaException {
    String event = name.text();
    if (name.kind() != YamlValue.Kind.TEXT || !event.matches("[A-Za-z0-9_*?.:-]{1,128}")) {
      throw new SigmaException(
          name.line(), "'" + event + "' is no name of an event such as ConsoleLogin");
    }
    List<Expression> parts = new ArrayList<>();
    parts.add(named(event));
    YamlValue when = map.get("when");
    if (when != null) {
      parts.add(conditions.selection("when", when));
    }
    String condition = when == null ? "name" : "name and when";
    return new Rule(
        text(map, "id", "monitored." + event + suffix(when)),
        "",
        text(map, "title", "CloudTrail event " + event),
        text(map, "description", ""),
        level(map),
        Status.STABLE,
        tags(map),
        CLOUDTRAIL,
        new Expression.Written(RulePart.CONDITION, condition, Expression.all(parts)),
        List.of(),
        new Place(file, name.line()));
  }

  private static Expression named(String event) {
    Expression test =
        new Expression.Value("eventName", TextPattern.of(WildText.sigma(event), false));
    return new Expression.Written(
        RulePart.SELECTION,
        "name",
        new Expression.Written(RulePart.TEST, "eventName: " + event, test));
  }

  /** Tells conditions on events of one name apart, always in the same way. */
  private static String suffix(@Nullable YamlValue when) {
    return when == null ? "" : "." + Integer.toHexString(text(when).hashCode());
  }

  private static String text(YamlValue value) {
    return switch (value) {
      case YamlValue.Scalar scalar -> scalar.kind() + scalar.text();
      case YamlValue.Sequence list ->
          list.items().stream().map(MonitoredEvents::text).toList().toString();
      case YamlValue.Mapping map ->
          map.entries().stream()
              .map(entry -> entry.key() + '=' + text(entry.value()))
              .sorted()
              .toList()
              .toString();
    };
  }

  private static String text(YamlValue.Mapping map, String key, String otherwise)
      throws SigmaException {
    YamlValue value = map.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof YamlValue.Scalar scalar
        && !scalar.text().isBlank()
        && scalar.text().length() <= LONGEST_TEXT) {
      return scalar.text();
    }
    throw new SigmaException(
        value.line(), "'" + key + "' is no text of up to " + LONGEST_TEXT + " characters");
  }

  private static Level level(YamlValue.Mapping map) throws SigmaException {
    String severity = text(map, "severity", Level.MEDIUM.text()).toLowerCase(Locale.ROOT);
    for (Level level : Level.values()) {
      if (level.text().equals(severity)) {
        return level;
      }
    }
    throw new SigmaException(
        map.line(),
        "the severity '%s' is none of %s"
            .formatted(
                severity,
                String.join(", ", Arrays.stream(Level.values()).map(Level::text).toList())));
  }

  private static List<String> tags(YamlValue.Mapping map) throws SigmaException {
    YamlValue value = map.get("tags");
    if (value == null) {
      return List.of();
    }
    List<String> tags = new ArrayList<>();
    for (YamlValue tag : value instanceof YamlValue.Sequence list ? list.items() : List.of(value)) {
      if (!(tag instanceof YamlValue.Scalar scalar)) {
        throw new SigmaException(tag.line(), "'tags' is no list of texts");
      }
      tags.add(scalar.text().toLowerCase(Locale.ROOT));
    }
    return tags;
  }
}
