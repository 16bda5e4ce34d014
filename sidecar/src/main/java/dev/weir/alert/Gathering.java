package dev.weir.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Gives matches to the alerts of their groups. Each step can be repeated: who dies between two
 * leaves matches without an alert, or alerts that are not summed up, and both are found again. Two
 * processes that do this at once do no harm: an alert's number, and the version of each document
 * that is changed, tell them of one another. Not thread-safe.
 */
final class Gathering {
  private static final int MOST_GROUPS = 10_000;
  private static final int MOST_LEFT = 100;

  /** An alert without any match after so long will never have one. */
  private static final Duration EMPTY = Duration.ofMinutes(10);

  private final MatchIndex matches;
  private final AlertIndex alerts;
  private final AlertObserver observer;
  private final Recipients recipients;
  private final Clock clock;
  private final Map<String, GroupAlerts> groups =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, GroupAlerts> eldest) {
          return size() > MOST_GROUPS;
        }
      };

  Gathering(
      MatchIndex matches,
      AlertIndex alerts,
      AlertObserver observer,
      Recipients recipients,
      Clock clock) {
    this.matches = matches;
    this.alerts = alerts;
    this.observer = observer;
    this.recipients = recipients;
    this.clock = clock;
  }

  /** Forgets what it knows of groups: another process may have changed them. */
  void forget() {
    groups.clear();
  }

  /**
   * Gives matches, the earliest first, to their alerts, and sums these up.
   *
   * @return how many; the others are to be tried again
   */
  int gather(List<PendingMatch> batch) throws IOException {
    load(batch);
    Plan plan = new Plan();
    for (PendingMatch match : batch) {
      decide(match, plan);
    }
    Map<String, StoredAlert> written = write(plan);
    Map<PendingMatch, String> assigned = new LinkedHashMap<>();
    plan.alertOf.forEach(
        (match, alert) -> {
          if (written.containsKey(alert)) {
            assigned.put(match, alert);
          } else {
            // Somebody else made or changed the alert: what is known of its group is old.
            groups.remove(match.group());
          }
        });
    if (assigned.isEmpty()) {
      return 0;
    }
    matches.assign(assigned, recipients);
    observer.matchesGathered(assigned.size());
    sumUp(written.values(), assigned.keySet().stream().map(PendingMatch::index).toList());
    return assigned.size();
  }

  /** Sums up alerts that a process left without that, once no match waits any more. */
  void sumUpLeft() throws IOException {
    ObjectNode query = SearchRequests.object();
    query.putObject("term").put("unsettled", true);
    List<StoredAlert> left = alerts.earliest(query, MOST_LEFT);
    if (!left.isEmpty()) {
      sumUp(left, List.of("weir-matches-*"));
    }
  }

  private void sumUp(Iterable<StoredAlert> changed, List<String> indices) throws IOException {
    matches.refresh(new TreeSet<>(indices));
    Map<String, StoredAlert> byId = new LinkedHashMap<>();
    changed.forEach(alert -> byId.put(alert.id(), alert));
    Map<String, MatchIndex.Sum> sums = matches.sums(byId.keySet());
    List<StoredAlert> summed = new ArrayList<>();
    byId.forEach(
        (id, alert) -> {
          MatchIndex.Sum sum = sums.get(id);
          if (sum != null) {
            AlertForm.sumUp(alert.document(), sum);
            summed.add(alert);
          } else if (AlertForm.isOpenedBefore(alert.document(), clock.instant().minus(EMPTY))) {
            // Another process gave its match to another alert.
            AlertForm.discard(alert.document());
            summed.add(alert);
          }
        });
    List<StoredAlert> unused = alerts.write(summed);
  }

  /** Reads the alerts of groups that are not known. */
  private void load(List<PendingMatch> batch) throws IOException {
    Map<String, AlertIndex.Span> spans = new LinkedHashMap<>();
    for (PendingMatch match : batch) {
      GroupAlerts known = groups.get(match.group());
      if (known == null || !known.knows(match.time())) {
        spans.merge(match.group(), span(match), Gathering::both);
      }
    }
    List<AlertIndex.Span> asked = List.copyOf(spans.values());
    if (!asked.isEmpty()) {
      List<GroupAlerts> read = alerts.groups(asked);
      for (int i = 0; i < asked.size(); i++) {
        // A search does not find yet what was written just now: what is known stays.
        groups.merge(asked.get(i).group(), read.get(i), GroupAlerts::with);
      }
    }
  }

  private static AlertIndex.Span span(PendingMatch match) {
    return new AlertIndex.Span(match.group(), match.time(), match.time(), match.window());
  }

  private static AlertIndex.Span both(AlertIndex.Span one, AlertIndex.Span other) {
    return new AlertIndex.Span(
        one.group(),
        one.first().isBefore(other.first()) ? one.first() : other.first(),
        one.last().isAfter(other.last()) ? one.last() : other.last(),
        one.length().compareTo(other.length()) > 0 ? one.length() : other.length());
  }

  /** What is to be written for a batch. */
  private static final class Plan {
    final Map<PendingMatch, String> alertOf = new LinkedHashMap<>();
    final Map<String, StoredAlert> opened = new LinkedHashMap<>();
    final Map<String, Window> touched = new LinkedHashMap<>();
    final Map<String, Boolean> notified = new HashMap<>();
  }

  private void decide(PendingMatch match, Plan plan) {
    GroupAlerts group = groups.computeIfAbsent(match.group(), absent -> new GroupAlerts());
    Instant time = match.time();
    GroupAlerts.Entry entry =
        group.covering(time).or(() -> group.reaching(time, match.window())).orElse(null);
    if (entry == null) {
      entry = new GroupAlerts.Entry(group.next(), group.open(time, match.window()));
      String id = AlertIndex.id(match.group(), entry.number());
      plan.opened.put(
          id,
          StoredAlert.fresh(
              id, AlertForm.open(match, entry.number(), entry.window(), clock.instant())));
    }
    group.put(entry.number(), entry.window());
    String id = AlertIndex.id(match.group(), entry.number());
    plan.alertOf.put(match, id);
    plan.touched.put(id, entry.window());
    plan.notified.merge(id, match.notified(), Boolean::logicalOr);
  }

  /** Writes the alerts of a plan before any match is given to them; those that were written. */
  private Map<String, StoredAlert> write(Plan plan) throws IOException {
    List<StoredAlert> changes = new ArrayList<>();
    plan.opened.forEach(
        (id, alert) -> {
          AlertIndex.put(alert.document(), window(plan, id));
          changes.add(alert);
        });
    Predicate<String> opened = plan.opened::containsKey;
    for (StoredAlert alert :
        alerts.read(plan.touched.keySet().stream().filter(opened.negate()).toList())) {
      Window now = AlertIndex.window(alert.document());
      Instant from = window(plan, alert.id()).from();
      // Another process may have moved the beginning further.
      AlertIndex.put(alert.document(), from.isBefore(now.from()) ? now.from(from) : now);
      alert.document().put("unsettled", true);
      changes.add(alert);
    }
    for (StoredAlert alert : changes) {
      if (Boolean.TRUE.equals(plan.notified.get(alert.id()))) {
        recipients.address(alert);
      }
    }
    Map<String, StoredAlert> written = new HashMap<>();
    for (StoredAlert alert : alerts.write(changes)) {
      written.put(alert.id(), alert);
      if (opened.test(alert.id())) {
        observer.alertOpened(RuleForm.read(alert.document()).level());
      }
    }
    return written;
  }

  private static Window window(Plan plan, String id) {
    Window window = plan.touched.get(id);
    if (window == null) {
      throw new IllegalStateException("no match is for " + id);
    }
    return window;
  }
}
