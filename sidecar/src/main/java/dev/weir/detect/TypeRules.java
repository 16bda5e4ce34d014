package dev.weir.detect;

import dev.weir.msgpack.MsgpackException;
import dev.weir.rule.Rule;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rules for records of one type, compiled. Immutable, but for how long the rules take: all
 * threads share it.
 */
final class TypeRules {
  private final List<RuleField> fields;
  private final List<RuleNotes> rules;
  private final List<Node> written;
  private final Node[] nodes;
  private final RulePace[] paces;
  private final RuleIndex index;

  /**
   * Compiled rules.
   *
   * @param fields what they look at
   * @param rules each with what its matches add to documents
   * @param written each one's expression
   * @param paces how long each one takes
   * @param index leads to them
   */
  TypeRules(
      List<RuleField> fields,
      List<RuleNotes> rules,
      List<Node> written,
      List<RulePace> paces,
      RuleIndex index) {
    this.fields = List.copyOf(fields);
    this.rules = List.copyOf(rules);
    this.written = List.copyOf(written);
    this.nodes = written.stream().map(Node::bare).toArray(Node[]::new);
    this.paces = paces.toArray(RulePace[]::new);
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

  /** Whether a rule matches the record whose values these are. */
  boolean holds(int rule, RecordValues values) throws MsgpackException {
    return paces[rule].holds(nodes[rule], values);
  }

  /** The rules that took too long too often. */
  List<Rule> off() {
    return IntStream.range(0, paces.length)
        .filter(rule -> paces[rule].isOff())
        .mapToObj(this::rule)
        .toList();
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
