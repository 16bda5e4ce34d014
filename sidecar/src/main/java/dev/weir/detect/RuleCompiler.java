package dev.weir.detect;

import dev.weir.match.TextSet;
import dev.weir.match.ValueTest;
import dev.weir.record.FieldNames;
import dev.weir.rule.Expression;
import dev.weir.rule.LogSource;
import dev.weir.rule.Rule;
import dev.weir.rule.RulePart;
import dev.weir.type.LogType;
import dev.weir.type.ServedLogs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compiles the rules for one type: finds out what their fields mean in its records. */
final class RuleCompiler {
  private static final int NO_FIELD = -1;

  private final LogType type;
  private final FieldNames names;
  private final RuleTaxonomy taxonomy;
  private final Map<RuleField, Integer> places = new HashMap<>();
  private final List<RuleField> fields = new ArrayList<>();

  RuleCompiler(LogType type, FieldNames names, RuleTaxonomy taxonomy) {
    this.type = type;
    this.names = names;
    this.taxonomy = taxonomy;
  }

  /** Those of the rules that are about logs of the type. */
  TypeRules compile(List<Rule> rules, RuleLimit limit) {
    List<RuleNotes> chosen = new ArrayList<>();
    List<Node> nodes = new ArrayList<>();
    List<RulePace> paces = new ArrayList<>();
    for (Rule rule : rules) {
      List<ServedLogs> served = served(type, rule);
      if (!served.isEmpty()) {
        chosen.add(new RuleNotes(rule));
        Node node = any(served.stream().map(logs -> node(rule, logs)).toList());
        nodes.add(node);
        paces.add(new RulePace(rule, type.name(), node, limit));
      }
    }
    int wholeRecord = places.getOrDefault(RuleField.WHOLE_RECORD, NO_FIELD);
    RuleIndex index = new RuleIndex(new WitnessFinder(wholeRecord).find(nodes), wholeRecord);
    return new TypeRules(fields, chosen, nodes, paces, index);
  }

  /** The logs of the type that a rule is about: all of its records, else the parts of them. */
  static List<ServedLogs> served(LogType type, Rule rule) {
    List<ServedLogs> among =
        type.serves().stream().filter(logs -> source(logs).isAmong(rule.source())).toList();
    return among.stream()
        .filter(logs -> logs.when().isEmpty())
        .findFirst()
        .map(List::of)
        .orElse(among);
  }

  private static LogSource source(ServedLogs logs) {
    return new LogSource(logs.category(), logs.product(), logs.service());
  }

  private static Node any(List<Node> nodes) {
    return nodes.size() == 1 ? nodes.getFirst() : new Node.AtLeast(1, nodes);
  }

  /** The rule, in those records of the type that are such logs. */
  private Node node(Rule rule, ServedLogs logs) {
    Node expression = node(rule.expression(), logs);
    if (logs.when().isEmpty()) {
      return expression;
    }
    List<Node> parts = new ArrayList<>();
    logs.when().forEach((field, values) -> parts.add(one(field, values)));
    Node when = new Node.Written(RulePart.LOGSOURCE, source(logs).toString(), new Node.All(parts));
    return new Node.All(List.of(when, expression));
  }

  /** The field of the record has one of these values. */
  private Node one(String field, List<String> values) {
    Node value = new Node.Value(place(List.of(field)), new TextSet(values, true));
    String text = field + ": " + String.join(", ", values);
    return new Node.Written(RulePart.TEST, text, value);
  }

  private Node node(Expression expression, ServedLogs logs) {
    return switch (expression) {
      case Expression.All(var parts) -> new Node.All(nodes(parts, logs));
      case Expression.AtLeast(int count, var parts) -> new Node.AtLeast(count, nodes(parts, logs));
      case Expression.Written(RulePart kind, String text, Expression part) ->
          new Node.Written(kind, text, node(part, logs));
      case Expression.Not(Expression part) -> new Node.Not(node(part, logs));
      case Expression.Value(String field, ValueTest test) ->
          new Node.Value(place(field, logs), test);
      case Expression.Keyword(ValueTest test) ->
          new Node.Value(place(RuleField.WHOLE_RECORD), test);
      case Expression.Exists(String field) -> new Node.Exists(place(field, logs));
      case Expression.Absent(String field) -> new Node.Absent(place(field, logs));
      case Expression.Refers refers ->
          new Node.Refers(
              place(refers.field(), logs),
              place(refers.other(), logs),
              refers.relation(),
              refers.isCased());
    };
  }

  private List<Node> nodes(List<Expression> parts, ServedLogs logs) {
    return parts.stream().map(part -> node(part, logs)).toList();
  }

  private int place(String field, ServedLogs logs) {
    List<String> own = logs.fields().get(field);
    return place(own == null ? taxonomy.fields(logs.category(), field) : own);
  }

  private int place(List<String> recordFields) {
    return place(new RuleField(names.fields(recordFields)));
  }

  private int place(RuleField field) {
    Integer known = places.putIfAbsent(field, fields.size());
    if (known == null) {
      fields.add(field);
      return fields.size() - 1;
    }
    return known;
  }
}
