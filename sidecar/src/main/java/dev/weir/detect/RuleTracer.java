package dev.weir.detect;

import dev.weir.msgpack.MsgpackException;
import dev.weir.rule.RulePart;
import dev.weir.rule.RuleTrace;
import dev.weir.rule.TracedPart;
import dev.weir.rule.TracedRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells why rules match the record whose values these are, or do not. What holds is asked of the
 * tests that records are held against, part by part.
 */
final class RuleTracer {
  /** As many rules as somebody reads. */
  private static final int MOST_RULES = 20;

  private final TypeRules rules;
  private final RecordValues values;

  RuleTracer(TypeRules rules, RecordValues values) {
    this.rules = rules;
    this.values = values;
  }

  TracedRules trace(Set<String> ids) throws MsgpackException {
    List<RuleTrace> traces = new ArrayList<>();
    for (int rule = 0; rule < rules.size(); rule++) {
      if (ids.isEmpty()) {
        RuleTrace trace = trace(rule);
        if (trace.isNear()) {
          traces.add(trace);
        }
      } else if (ids.contains(rules.rule(rule).id())) {
        traces.add(trace(rule));
      }
    }
    traces.sort(Comparator.comparing(RuleTrace::isMatch).reversed());
    int most = ids.isEmpty() ? Math.min(traces.size(), MOST_RULES) : traces.size();
    return new TracedRules(traces.subList(0, most), traces.size() - most);
  }

  private RuleTrace trace(int rule) throws MsgpackException {
    Node node = rules.written(rule);
    return new RuleTrace(rules.rule(rule), node.holds(values), parts(node));
  }

  /** The written parts in a node, each once. */
  private List<TracedPart> parts(Node node) throws MsgpackException {
    Set<TracedPart> parts = new LinkedHashSet<>();
    collect(node, false, parts);
    return List.copyOf(parts);
  }

  private void collect(Node node, boolean negated, Set<TracedPart> into) throws MsgpackException {
    switch (node) {
      case Node.Written written -> into.add(part(written, negated));
      case Node.Not(Node part) -> collect(part, !negated, into);
      case Node.All(var parts) -> collect(parts, negated, into);
      case Node.AtLeast(int _, var parts) -> collect(parts, negated, into);
      case Node.Value _, Node.Exists _, Node.Absent _, Node.Refers _ -> {}
    }
  }

  private void collect(List<Node> nodes, boolean negated, Set<TracedPart> into)
      throws MsgpackException {
    for (Node each : nodes) {
      collect(each, negated, into);
    }
  }

  private TracedPart part(Node.Written written, boolean negated) throws MsgpackException {
    MetValues met = new MetValues(values, rules.fields());
    if (written.kind() == RulePart.TEST) {
      met.add(written.part());
    }
    return new TracedPart(
        written.kind(),
        written.text(),
        written.holds(values),
        negated,
        // What is in a part is told as it stands there, whatever is around the part.
        parts(written.part()),
        met.shown(),
        met.more());
  }
}
