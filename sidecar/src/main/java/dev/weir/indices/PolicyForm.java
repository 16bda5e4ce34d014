package dev.weir.indices;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.type.Period;
import dev.weir.yaml.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes policies as Index State Management takes them. */
final class PolicyForm {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String KEPT = "kept";
  private static final String ROLLING_UP = "rolling_up";
  private static final String ROLLED_UP = "rolled_up";
  private static final String DELETED = "deleted";

  /** Buckets that a roll-up reads at a time; the plugin takes up to 10,000. */
  private static final int PAGE = 1000;

  private PolicyForm() {}

  /** What a type's policy is called. */
  static String name(String type) {
    return "weir-" + type;
  }

  /**
   * The indices that get the policy when they are made. A period begins with its year; the rest of
   * the name of a type that begins alike does not, or see {@link Policies}.
   */
  static String pattern(String type) {
    return "weir-" + type + "-2*";
  }

  /**
   * A policy without its description. One of the two, retention or roll-up, is there.
   *
   * <p>All states are in each policy, and the action of a roll-up has one of its own: an index that
   * is given a changed policy enters its state anew, and must find it, and not be rolled up twice.
   */
  static ObjectNode policy(
      String type, Period period, @Nullable Duration retention, @Nullable Rollup rollup) {
    ObjectNode policy = JSON.createObjectNode();
    policy.put("default_state", KEPT);
    ArrayNode states = policy.putArray("states");
    ArrayNode kept = state(states, KEPT, null);
    if (rollup != null) {
      transition(kept, ROLLING_UP, age(rollup.after(), period));
    } else if (retention != null) {
      transition(kept, DELETED, age(retention, period));
    }
    transition(
        state(states, ROLLING_UP, rollup == null ? null : action(type, rollup)), ROLLED_UP, null);
    ArrayNode rolledUp = state(states, ROLLED_UP, null);
    if (retention != null) {
      transition(rolledUp, DELETED, age(retention, period));
    }
    ObjectNode delete = JSON.createObjectNode();
    delete.putObject("delete");
    state(states, DELETED, delete);
    ObjectNode template = policy.putArray("ism_template").addObject();
    template.putArray("index_patterns").add(pattern(type));
    // Two policies of one priority must not overlap, in whatever way names begin alike.
    template.put("priority", 200 + type.length());
    return policy;
  }

  /**
   * The age of an index at which its whole period is so long ago: its first event may come up to a
   * day before the period begins, by a clock that is ahead.
   */
  private static String age(Duration afterPeriod, Period period) {
    return Durations.format(afterPeriod.plusDays(period.mostDays() + 1L));
  }

  /** Adds a state; gives its transitions, none as yet. */
  private static ArrayNode state(ArrayNode states, String name, @Nullable ObjectNode action) {
    ObjectNode state = states.addObject().put("name", name);
    ArrayNode actions = state.putArray("actions");
    if (action != null) {
      actions.add(action);
    }
    return state.putArray("transitions");
  }

  private static void transition(ArrayNode transitions, String to, @Nullable String age) {
    ObjectNode transition = transitions.addObject().put("state_name", to);
    if (age != null) {
      transition.putObject("conditions").put("min_index_age", age);
    }
  }

  private static ObjectNode action(String type, Rollup rollup) {
    ObjectNode action = JSON.createObjectNode();
    action.putObject("rollup").set("ism_rollup", form(type, rollup));
    return action;
  }

  private static ObjectNode form(String type, Rollup rollup) {
    ObjectNode form = JSON.createObjectNode();
    form.put("description", "Weir's roll-up of " + type);
    form.put("target_index", "rollup-weir-" + type);
    form.put("page_size", PAGE);
    ArrayNode dimensions = form.putArray("dimensions");
    dimensions
        .addObject()
        .putObject("date_histogram")
        .put("source_field", "@timestamp")
        .put("fixed_interval", Durations.format(rollup.interval()))
        .put("timezone", "UTC");
    for (String field : rollup.by()) {
      dimensions.addObject().putObject("terms").put("source_field", field);
    }
    ArrayNode metrics = form.putArray("metrics");
    for (String field : rollup.sum()) {
      ObjectNode metric = metrics.addObject().put("source_field", field);
      metric.putArray("metrics").addObject().putObject("sum");
    }
    return form;
  }
}
