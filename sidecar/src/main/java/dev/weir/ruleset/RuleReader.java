package dev.weir.ruleset;

import dev.weir.detect.DetectionSet;
import dev.weir.detect.RuleLimit;
import dev.weir.record.FieldNames;
import dev.weir.rule.Refusal;
import dev.weir.rule.Rule;
import dev.weir.sigma.MonitoredEvents;
import dev.weir.sigma.SigmaFile;
import dev.weir.sigma.SigmaRules;
import dev.weir.type.LogTypes;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the rules of all places of a configuration, and later of each place only what changed. Not
 * thread-safe.
 */
public final class RuleReader {
  private final RuleSettings settings;
  private final LogTypes types;
  private final FieldNames names;
  private final List<RuleSource> shipped = new ArrayList<>();
  private final List<RuleSource> sigma = new ArrayList<>();
  private final List<RuleSource> monitored = new ArrayList<>();
  private final Clock clock;
  private LocalDate day;

  /** The day for which rules were last compiled. */
  private LocalDate compiled = LocalDate.MIN;

  /**
   * A reader; nothing is read yet.
   *
   * @param files opens a place: the files in it whose names are as asked
   * @param clock tells which exceptions still hold
   */
  public RuleReader(
      RuleSettings settings, LogTypes types, FieldNames names, FileOpener files, Clock clock) {
    this.clock = clock.withZone(ZoneOffset.UTC);
    this.day = LocalDate.now(this.clock);
    this.settings = settings;
    this.types = types;
    this.names = names;
    if (settings.shipped()) {
      shipped.add(
          new RuleSource(
              "shipped",
              new ShippedRules(RuleReader::isYaml),
              (name, text) -> SigmaFile.read(name, text, settings.placeholders())));
    }
    for (RuleOrigin origin : settings.sigma()) {
      sigma.add(
          new RuleSource(
              origin.toString(),
              files.open(origin, RuleReader::isYaml),
              (name, text) -> SigmaFile.read(name, text, settings.placeholders())));
    }
    for (RuleOrigin origin : settings.monitoredEvents()) {
      monitored.add(
          new RuleSource(
              origin.toString(),
              files.open(origin, name -> name.endsWith(".json")),
              MonitoredEvents::read));
    }
  }

  /** Opens the places where rules lie. */
  @FunctionalInterface
  public interface FileOpener {
    /** The files at a place whose names are as asked. */
    RuleFiles open(RuleOrigin origin, Predicate<String> names);
  }

  /** Files of tests lie beside those of rules. */
  private static boolean isYaml(String name) {
    return (name.endsWith(".yml") || name.endsWith(".yaml"))
        && !(name.endsWith(".test.yml") || name.endsWith(".test.yaml"));
  }

  /** Asks all places what changed, and reads that; whether anything did. */
  public boolean refresh() {
    LocalDate today = LocalDate.now(clock);
    // An exception may have run out.
    boolean changed = !today.equals(compiled) && !settings.tuning().exceptions().isEmpty();
    day = today;
    for (RuleSource source : sources().toList()) {
      changed |= source.refresh();
    }
    return changed;
  }

  /** Compiles what was read last; rules may take any time. */
  public ReadRules compile() {
    return compile(RuleLimit.NONE);
  }

  /**
   * Compiles what was read last.
   *
   * @param limit how long a rule may take with a record
   */
  public ReadRules compile(RuleLimit limit) {
    List<SigmaFile> own = content(sigma);
    List<SigmaFile> files = new ArrayList<>(own);
    // A user's rule stands in for the shipped one of its id.
    Set<String> ownIds =
        own.stream()
            .flatMap(file -> file.rules().stream())
            .map(Rule::id)
            .collect(Collectors.toSet());
    content(shipped).forEach(file -> files.add(file.without(ownIds)));
    SigmaRules read = SigmaRules.of(files);
    SigmaRules events = SigmaRules.of(content(monitored));
    Tuning tuning = settings.tuning();
    Map<String, Rule> byId = new HashMap<>();
    read.rules().forEach(rule -> byId.put(rule.id(), rule));
    List<Rule> known =
        events.rules().stream().filter(rule -> !byId.containsKey(rule.id())).toList();
    List<Rule> rules =
        Stream.concat(
                // A rule is chosen by the level that its user gives it.
                tuned(read.rules()).filter(settings.selection()::takes), tuned(known))
            .filter(rule -> !tuning.isOff(rule))
            .toList();
    List<Refusal> refused = new ArrayList<>();
    sources().forEach(source -> refused.addAll(source.refused()));
    Set<Refusal> ofFiles = new HashSet<>(refused);
    Stream.of(read.refused(), events.refused())
        .flatMap(List::stream)
        .filter(ofFiles::add)
        .forEach(refused::add);
    for (Rule event : events.rules()) {
      Rule other = byId.get(event.id());
      if (other != null) {
        refused.add(
            new Refusal(
                event.place(),
                event.title(),
                "the id %s is that of a rule in %s; give the event another id"
                    .formatted(event.id(), other.place())));
      }
    }
    List<String> cautions = new ArrayList<>(tuning.cautions(day));
    sources().flatMap(source -> source.caution().stream()).forEach(cautions::add);
    cautions.addAll(
        tuning.unknown(
            Stream.concat(read.rules().stream(), events.rules().stream())
                .map(Rule::id)
                .collect(Collectors.toSet())));
    ReadRules all = new ReadRules(DetectionSet.of(rules, types, names, limit), refused, cautions);
    compiled = day;
    return all;
  }

  private Stream<Rule> tuned(List<Rule> rules) {
    return rules.stream().map(rule -> settings.tuning().apply(rule, day));
  }

  private Stream<RuleSource> sources() {
    return Stream.of(shipped, sigma, monitored).flatMap(List::stream);
  }

  private static List<SigmaFile> content(List<RuleSource> sources) {
    return sources.stream().flatMap(source -> source.content().stream()).toList();
  }
}
