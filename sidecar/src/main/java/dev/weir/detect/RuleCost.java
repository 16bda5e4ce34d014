package dev.weir.detect;

import dev.weir.match.RegexTest;
import dev.weir.match.TextPattern;
import dev.weir.match.TextRelation;
import dev.weir.match.ValueTest;
import dev.weir.rule.RulePart;
import java.util.List;

/** Tells the rules that may take long with a record from those that cannot. */
final class RuleCost {
  /** As many texts are looked for one by one; of a long value that takes a while. */
  private static final int MANY_TEXTS = 16;

  private RuleCost() {}

  /** Whether it has a regular expression, or much else that goes through whole values. */
  static boolean isHigh(Node node) {
    return passes(node) >= MANY_TEXTS;
  }

  /** How often it may go through a value. */
  private static int passes(Node node) {
    return switch (node) {
      case Node.All(var parts) -> passes(parts);
      case Node.AtLeast(int _, var parts) -> passes(parts);
      case Node.Not(Node part) -> passes(part);
      case Node.Written(RulePart _, String _, Node part) -> passes(part);
      case Node.Value(int _, ValueTest test, boolean _) ->
          test instanceof RegexTest
              ? MANY_TEXTS
              : test instanceof TextPattern text && !text.isExact() ? 1 : 0;
      case Node.Refers refers -> refers.relation() == TextRelation.CONTAINS ? MANY_TEXTS : 0;
      case Node.Exists _, Node.Absent _ -> 0;
    };
  }

  private static int passes(List<Node> parts) {
    int sum = 0;
    for (Node part : parts) {
      sum += passes(part);
    }
    return sum;
  }
}
