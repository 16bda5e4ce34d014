package dev.weir.notify;

import dev.weir.rule.Level;
import java.util.List;

/**
 * What people read of a message, in the writing of its destination: all of it is escaped.
 *
 * @param level how bad it is
 * @param title on one line
 * @param text may have several lines
 * @param facts what else is known
 */
record Notice(Level level, String title, String text, List<Fact> facts) {
  Notice {
    facts = List.copyOf(facts);
  }

  /** A value and what it is. */
  record Fact(String name, String value) {}

  /** All of it as plain text. */
  String plain() {
    StringBuilder all = new StringBuilder(text).append('\n');
    for (Fact fact : facts) {
      all.append('\n').append(fact.name()).append(": ").append(fact.value());
    }
    return all.toString().strip() + "\n";
  }
}
