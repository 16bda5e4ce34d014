package dev.weir.ruleset;

import dev.weir.rule.Level;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different about one rule.
 *
 * @param off whether it is not in force
 * @param level how bad a match is; null for what the rule says
 */
public record RuleTuning(boolean off, @Nullable Level level) {
  static RuleTuning read(Section section) {
    return new RuleTuning(
        section.value("off", false, Forms.BOOLEAN),
        section.optional("level", Forms.choice(Level.class)));
  }
}
