package dev.weir.ruleset;

import dev.weir.detect.DetectionSet;
import dev.weir.record.FieldNames;
import dev.weir.rule.Refusal;
import dev.weir.rule.Rule;
import dev.weir.sigma.MonitoredEvents;
import dev.weir.sigma.SigmaFile;
import dev.weir.sigma.SigmaRules;
import dev.weir.type.LogTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules in force, kept up to date on a thread of its own. Records that are at work while rules
 * change go on under the rules that their chunk began with. Any thread may ask for them.
 */
public final class RuleSet implements Supplier<DetectionSet>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleSet.class);
  private static final int MOST_LOGGED = 20;

  private final RuleSettings settings;
  private final LogTypes types;
  private final FieldNames names;
  private final RuleObserver observer;
  private final List<RuleSource> shipped = new ArrayList<>();
  private final List<RuleSource> sigma = new ArrayList<>();
  private final List<RuleSource> monitored = new ArrayList<>();
  private volatile DetectionSet inForce = DetectionSet.NONE;
  private volatile List<Refusal> refused = List.of();
  private volatile boolean started;
  private @Nullable ScheduledExecutorService thread;

  /**
   * The rules of a configuration; nothing is read yet.
   *
   * @param files opens a place: the files in it whose names are as asked
   */
  public RuleSet(
      RuleSettings settings,
      LogTypes types,
      FieldNames names,
      FileOpener files,
      RuleObserver observer) {
    this.settings = settings;
    this.types = types;
    this.names = names;
    this.observer = observer;
    if (settings.shipped()) {
      shipped.add(
          new RuleSource(
              "shipped",
              new ShippedRules(RuleSet::isYaml),
              (name, text) -> SigmaFile.read(name, text, settings.placeholders())));
    }
    for (RuleOrigin origin : settings.sigma()) {
      sigma.add(
          new RuleSource(
              origin.toString(),
              files.open(origin, RuleSet::isYaml),
              (name, text) -> SigmaFile.read(name, text, settings.placeholders())));
    }
    for (RuleOrigin origin : settings.monitoredEvents()) {
      monitored.add(
          new RuleSource(
              origin.toString(),
              files.open(origin, name -> name.endsWith(".json")),
              MonitoredEvents::read));
    }
    observer.kept(this);
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

  /** Reads all rules, and from then on each file again when it changed. */
  public synchronized void start() {
    if (settings.isEmpty() || thread != null) {
      return;
    }
    started = true;
    refresh();
    thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("weir-rules").daemon().unstarted(work));
    long nanos = settings.refresh().toNanos();
    var unused = thread.scheduleWithFixedDelay(this::refresh, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Asks all places what changed, and puts that in force. */
  public void refresh() {
    try {
      boolean changed = false;
      for (RuleSource source : sources().toList()) {
        changed |= source.refresh();
      }
      observer.asked(changed ? compile() : "unchanged");
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // Whatever is wrong with a rule, records go on under those that were in force.
      LOG.error("rules cannot be read; those that were in force stay so", e);
      observer.asked("failed");
    }
  }

  private Stream<RuleSource> sources() {
    return Stream.of(shipped, sigma, monitored).flatMap(List::stream);
  }

  private String compile() {
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
    List<Rule> rules =
        new ArrayList<>(read.rules().stream().filter(settings.selection()::takes).toList());
    SigmaRules events = SigmaRules.of(content(monitored));
    rules.addAll(events.rules());
    rules.removeIf(rule -> settings.off().contains(rule.id()));
    DetectionSet compiled = DetectionSet.of(rules, types, names);
    List<Refusal> all = new ArrayList<>();
    sources().forEach(source -> all.addAll(source.refused()));
    Set<Refusal> ofFiles = new HashSet<>(all);
    Stream.of(read.refused(), events.refused())
        .flatMap(List::stream)
        .filter(ofFiles::add)
        .forEach(all::add);
    Set<Refusal> before = new HashSet<>(refused);
    List<Refusal> news = all.stream().filter(refusal -> !before.contains(refusal)).toList();
    inForce = compiled;
    refused = List.copyOf(all);
    log(compiled, all, news);
    return news.isEmpty() ? "loaded" : "failed";
  }

  /** Commands that keep no rules up to date say themselves what they find. */
  private void log(DetectionSet compiled, List<Refusal> all, List<Refusal> news) {
    if (!started) {
      return;
    }
    LOG.info(
        "rules: {} in force, {} refused, {} for logs that no type serves",
        compiled.rules().size(),
        all.size(),
        compiled.refused().size());
    news.stream().limit(MOST_LOGGED).forEach(refusal -> LOG.warn("rule refused: {}", refusal));
    if (news.size() > MOST_LOGGED) {
      LOG.warn("and {} more; `weir rules check` names them all", news.size() - MOST_LOGGED);
    }
  }

  private static List<SigmaFile> content(List<RuleSource> sources) {
    return sources.stream().flatMap(source -> source.content().stream()).toList();
  }

  @Override
  public DetectionSet get() {
    return inForce;
  }

  /** How many rules are in force. */
  public int size() {
    return inForce.rules().size();
  }

  /** What is not in force, and why; without {@link #unserved}. */
  public List<Refusal> refused() {
    return refused;
  }

  /** The rules for logs that no type serves. */
  public List<Refusal> unserved() {
    return inForce.refused();
  }

  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.shutdownNow();
      thread = null;
    }
  }
}
