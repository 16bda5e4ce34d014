package dev.weir.indices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.opensearch.RefusedException;
import dev.weir.opensearch.SearchClient;
import dev.weir.type.LogType;
import dev.weir.type.Period;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies that types have, kept as the configuration wants them: in place, with all indices of
 * the type under them. What is refused is logged and counted, and holds nothing up.
 */
final class Policies {
  private static final Logger log = LoggerFactory.getLogger(Policies.class);

  private final Lifecycle lifecycle;
  private final Map<String, Period> periods;
  private final SearchClient client;
  private final IndexObserver observer;
  private final PolicyStore store;
  private final ManagedIndices indices;
  private final Set<String> unasked;
  private @Nullable Ism known;

  Policies(
      Lifecycle lifecycle,
      Map<String, Period> periods,
      SearchClient client,
      IndexObserver observer) {
    this.lifecycle = lifecycle;
    this.periods = Map.copyOf(periods);
    this.client = client;
    this.observer = observer;
    this.store = new PolicyStore(client, observer);
    this.indices = new ManagedIndices(client, observer);
    this.unasked = new TreeSet<>(periods.keySet());
    if (lifecycle.policies()) {
      unasked.removeAll(lifecycle.types());
    }
  }

  /** How much time the indices of types hold, by the names that they have in them. */
  static Map<String, Period> periods(Collection<LogType> types) {
    Map<String, Period> periods = new HashMap<>();
    types.forEach(type -> periods.put(type.index(), type.period()));
    periods.put("unparsed", Period.DAY);
    periods.put("matches", Period.MONTH);
    return periods;
  }

  /**
   * Finds out whether OpenSearch has policies; says so in the log when that is new.
   *
   * @throws IOException if no answer came
   */
  boolean available() throws IOException {
    Ism now = Ism.ask(client);
    if (now != known) {
      known = now;
      describe(now);
    }
    return now == Ism.PRESENT;
  }

  /**
   * The types that have a policy of Weir's though nothing asks for it any more. Each is told once:
   * another host may have another configuration, and that is not argued about each hour.
   *
   * @throws IOException if no answer came
   */
  Set<String> left() throws IOException {
    Set<String> left = new TreeSet<>();
    for (String type : List.copyOf(unasked)) {
      try {
        if (store.has(type)) {
          left.add(type);
        }
        unasked.remove(type);
      } catch (RefusedException refused) {
        refused(type, refused);
      }
    }
    return left;
  }

  /**
   * Takes a type's policy away, and all of the type's indices out of it.
   *
   * @throws IOException if no answer came
   */
  void withdraw(String type, List<String> names) throws IOException {
    try {
      indices.detach(type, names);
      store.delete(type);
    } catch (RefusedException refused) {
      unasked.add(type);
      log.warn("the policy of {} is still there, and goes on: {}", type, refused.getMessage());
      observer.policy(type, PolicyOutcome.REFUSED);
    }
  }

  /**
   * Brings a type's policy up to date, and its indices under it.
   *
   * @param names all indices of the type
   * @return those that it deletes, or rolls up and keeps
   * @throws IOException if no answer came
   */
  Set<String> manage(String type, List<String> names) throws IOException {
    if (!lifecycle.policies()) {
      return Set.of();
    }
    try {
      return attached(type, names);
    } catch (RefusedException refused) {
      refused(type, refused);
      return Set.of();
    }
  }

  private void refused(String type, RefusedException refused) {
    log.warn(
        "no policy of Weir's for {}; its indices are deleted by their names if it has a retention,"
            + " and nothing is rolled up: {}",
        type,
        refused.getMessage());
    observer.policy(type, PolicyOutcome.REFUSED);
  }

  private Set<String> attached(String type, List<String> names)
      throws IOException, RefusedException {
    Period period = periods.get(type);
    if (period == null || isBeginningOfAnother(type)) {
      return Set.of();
    }
    ObjectNode content =
        PolicyForm.policy(
            type, period, lifecycle.retention().get(type), lifecycle.rollups().get(type));
    OptionalLong seqNo = store.install(type, content);
    if (seqNo.isEmpty() || names.isEmpty()) {
      return Set.of();
    }
    // Indices of another period, as the type once had, are of another age when it is over.
    Set<String> fitting = new HashSet<>(names);
    fitting.removeIf(name -> Period.of(name.substring(prefix(type).length())) != period);
    return indices.attach(type, names, fitting, seqNo.getAsLong());
  }

  /** Whether the policy's pattern would take in another type's indices as well. */
  private boolean isBeginningOfAnother(String type) {
    boolean so = periods.keySet().stream().anyMatch(other -> other.startsWith(type + "-2"));
    if (so) {
      log.warn("no policy for {}: another type's indices have names that begin alike", type);
    }
    return so;
  }

  private void describe(Ism now) {
    Set<String> wanted = lifecycle.types();
    if (!lifecycle.policies() || wanted.isEmpty()) {
      return;
    }
    switch (now) {
      case PRESENT -> log.info("policies of Index State Management keep {}", wanted);
      case ABSENT -> {
        log.info("no Index State Management here: old indices are deleted by their names");
        if (!lifecycle.rollups().isEmpty()) {
          log.warn(
              "nothing is rolled up, of {}: types.NAME.rollup needs the plugin Index State"
                  + " Management, which this OpenSearch does not have",
              lifecycle.rollups().keySet());
        }
      }
      case UNKNOWN ->
          log.warn(
              "old indices are deleted by their names, and nothing is rolled up: OpenSearch does"
                  + " not say whether it has Index State Management; its user needs {}policy/get",
              Ism.RIGHT);
    }
  }

  /** What the names of a type's indices begin with; their period follows. */
  static String prefix(String type) {
    return "weir-" + type + "-";
  }
}
