package dev.weir.notify;

import dev.weir.alert.Alert;
import dev.weir.alert.Match;
import dev.weir.rule.Level;
import dev.weir.settings.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The door of this package: all destinations of a configuration. Thread-safe. */
public final class Destinations implements AutoCloseable {
  private static final Duration WITHIN = Duration.ofSeconds(20);

  /** Two calls, and the credentials for them. */
  private static final Duration AWS_WITHIN = Duration.ofSeconds(50);

  private final Map<String, DestinationSettings> settings = new LinkedHashMap<>();
  private final Map<String, Destination> destinations = new LinkedHashMap<>();

  /** Connects nothing yet. */
  public Destinations(NotifySettings settings, AwsReach aws, InstantSource clock) {
    this(settings, aws, clock, WITHIN);
  }

  /**
   * Destinations.
   *
   * @param within how long one post may take
   */
  Destinations(NotifySettings settings, AwsReach aws, InstantSource clock, Duration within) {
    for (DestinationSettings each : settings.destinations()) {
      this.settings.put(each.name(), each);
      destinations.put(each.name(), open(each, aws, clock, within));
    }
  }

  private static Destination open(
      DestinationSettings settings, AwsReach aws, InstantSource clock, Duration within) {
    String name = settings.name();
    return switch (settings.target()) {
      case Target.Sns topic ->
          new BoundedDestination(new SnsDestination(name, topic, aws.sns()), AWS_WITHIN);
      case Target.DynamoTable table ->
          new BoundedDestination(
              new DynamoDestination(name, table, aws.dynamoDb(), clock), AWS_WITHIN);
      case Target.Teams(HookUrl url, MessageTemplates templates) ->
          web(name, url, null, new TeamsWording(templates), clock, within);
      case Target.PagerDuty(HookUrl url, Secret key, MessageTemplates templates) ->
          web(name, url, key, new PagerDutyWording(key, templates), clock, within);
      case Target.Slack(HookUrl url, MessageTemplates templates) ->
          web(name, url, null, new SlackWording(templates), clock, within);
      case Target.Webhook(HookUrl url, Secret secret, MessageTemplates templates) ->
          web(name, url, secret, new WebhookWording(templates, secret, clock), clock, within);
    };
  }

  private static Destination web(
      String name,
      HookUrl url,
      @Nullable Secret secret,
      Wording wording,
      InstantSource clock,
      Duration within) {
    List<String> secrets = new ArrayList<>(url.secrets());
    if (secret != null) {
      secrets.add(secret.reveal());
    }
    return new WebDestination(
        name, new WebPost(url, within), wording, new WebOutcome(name, url.host(), secrets), clock);
  }

  /** All of them, in the order of the configuration. */
  public List<Destination> all() {
    return List.copyOf(destinations.values());
  }

  /** The one of this name, if the configuration has it. */
  public Optional<Destination> named(String name) {
    return Optional.ofNullable(destinations.get(name));
  }

  /** The names of those that want an alert. */
  public List<String> ofAlert(Alert alert) {
    return names(
        (destination, select) ->
            !destination.takesMatches()
                && select.wants(
                    alert.rule().level(), alert.rule().id(), alert.type(), alert.account()));
  }

  /** The names of those that take single matches, and want this one. */
  public List<String> ofMatch(Match match) {
    return names(
        (destination, select) ->
            destination.takesMatches()
                && select.wants(
                    match.rule().level(), match.rule().id(), match.type(), match.account()));
  }

  private List<String> names(BiPredicate<Destination, AlertChoice> wanted) {
    return settings.values().stream()
        .filter(each -> named(each.name()).filter(to -> wanted.test(to, each.select())).isPresent())
        .map(DestinationSettings::name)
        .toList();
  }

  /**
   * Sends a test message.
   *
   * @param host this host's name
   * @return what is wrong, in plain words; empty if the destination took it
   * @throws IllegalArgumentException if no destination has the name; the message names all
   */
  public Optional<String> test(String name, String host) {
    Destination destination = destinations.get(name);
    if (destination == null) {
      throw new IllegalArgumentException(
          "no destination is named '"
              + name
              + "'; "
              + (destinations.isEmpty()
                  ? "the configuration has none"
                  : "there are " + String.join(", ", destinations.keySet())));
    }
    return switch (destination.send(new Outgoing.Trial(host), "test-" + UUID.randomUUID())) {
      case Sent.Taken() -> Optional.empty();
      case Sent.Later(_, String reason) -> Optional.of(reason);
      case Sent.Refused(String reason) -> Optional.of(reason);
    };
  }

  /** When a destination may be told of an alert of this level, if it has quiet hours now. */
  public Optional<Instant> quietUntil(String destination, Level level, Instant now) {
    DestinationSettings of = settings.get(destination);
    QuietHours hours = of == null ? null : of.quietHours();
    return hours == null ? Optional.empty() : hours.until(level, now);
  }

  /** Gives up what is under way. */
  @Override
  public void close() {
    destinations.values().forEach(Destination::close);
  }
}
