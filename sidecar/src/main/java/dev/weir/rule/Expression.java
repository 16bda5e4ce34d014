package dev.weir.rule;

import dev.weir.match.TextRelation;
import dev.weir.match.ValueTest;
import java.util.List;

/** What a record must be like. Immutable. */
public sealed interface Expression {
  /** All parts hold. */
  record All(List<Expression> parts) implements Expression {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** As many parts hold, or more. */
  record AtLeast(int count, List<Expression> parts) implements Expression {
    public AtLeast {
      parts = List.copyOf(parts);
    }
  }

  /** The part does not hold. */
  record Not(Expression part) implements Expression {}

  /** One of the values of the field is so. */
  record Value(String field, ValueTest test) implements Expression {}

  /** One of the values of the whole record is so. */
  record Keyword(ValueTest test) implements Expression {}

  /** The field is there, whatever its value. */
  record Exists(String field) implements Expression {}

  /** The field is not there, or is null. */
  record Absent(String field) implements Expression {}

  /**
   * One of the values of the field lies so to one of another.
   *
   * @param other the field that the other value is of
   * @param isCased whether upper and lower case are told apart
   */
  record Refers(String field, String other, TextRelation relation, boolean isCased)
      implements Expression {}

  /**
   * A part of the rule as its author wrote it. It holds if the part does.
   *
   * @param text what stands in the rule
   */
  record Written(RulePart kind, String text, Expression part) implements Expression {}

  /** One of the parts holds. */
  static Expression any(List<Expression> parts) {
    return parts.size() == 1 ? parts.getFirst() : new AtLeast(1, parts);
  }

  /** All parts hold. */
  static Expression all(List<Expression> parts) {
    return parts.size() == 1 ? parts.getFirst() : new All(parts);
  }
}
