package dev.weir.detect;

import dev.weir.rule.Rule;
import java.util.List;

/** The rules for records of one type, compiled. Immutable. */
final class TypeRules {
  private final List<RuleField> fields;
  private final List<RuleNotes> rules;
  private final List<Node> written;
  private final Node[] nodes;
  private final RuleIndex index;

  /**
   * Compiled rules.
   *
   * @param fields what they look at
   * @param rules each with what its matches add to documents
   * @param written each one's expression
   * @param index leads to them
   */
  TypeRules(List<RuleField> fields, List<RuleNotes> rules, List<Node> written, RuleIndex index) {
    this.fields = List.copyOf(fields);
    this.rules = List.copyOf(rules);
    this.written = List.copyOf(written);
    this.nodes = written.stream().map(Node::bare).toArray(Node[]::new);
    this.index = index;
  }

  List<RuleField> fields() {
    return fields;
  }

  int size() {
    return nodes.length;
  }

  RuleIndex index() {
    return index;
  }

  Node node(int rule) {
    return nodes[rule];
  }

  /** The same as {@link #node}, with what its author wrote. */
  Node written(int rule) {
    return written.get(rule);
  }

  /** What matches of the rule add to documents. */
  RuleNotes notes(int rule) {
    return rules.get(rule);
  }

  Rule rule(int rule) {
    return rules.get(rule).rule();
  }
}
