package dev.weir.detect;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.ecs.EcsValue;
import dev.weir.event.JsonBuffer;
import dev.weir.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a rule's match adds to a document, made once. Immutable. */
public final class RuleNotes {
  private static final Pattern TECHNIQUE = Pattern.compile("attack\\.(t[0-9]{4}(\\.[0-9]{3})?)");
  private static final Pattern TACTIC = Pattern.compile("attack\\.([a-z]+([-_][a-z]+)*)");
  private static final EcsField ID = field("rule.id");
  private static final EcsField NAME = field("rule.name");
  private static final EcsField CATEGORY = field("rule.category");
  private static final EcsField RULESET = field("rule.ruleset");
  private static final EcsField FRAMEWORK = field("threat.framework");
  private static final EcsField TECHNIQUE_ID = field("threat.technique.id");
  private static final EcsField TACTIC_NAME = field("threat.tactic.name");
  private static final EcsValue SIGMA = EcsValue.text("sigma");
  private static final EcsValue ATTACK = EcsValue.text("MITRE ATT&CK");

  private final Rule rule;
  private final byte[] idJson;
  private final EcsValue id;
  private final EcsValue name;
  private final EcsValue category;
  private final List<String> techniques = new ArrayList<>();
  private final List<String> tactics = new ArrayList<>();

  RuleNotes(Rule rule) {
    this.rule = rule;
    this.idJson = new JsonBuffer(64).string(rule.id()).toByteArray();
    this.id = EcsValue.text(rule.id());
    this.name = EcsValue.text(rule.title());
    this.category = EcsValue.text(rule.source().toString());
    for (String tag : rule.tags()) {
      Matcher technique = TECHNIQUE.matcher(tag);
      Matcher tactic = TACTIC.matcher(tag);
      if (technique.matches()) {
        techniques.add(technique.group(1).toUpperCase(Locale.ROOT));
      } else if (tactic.matches()) {
        tactics.add(tactic.group(1).replace('_', '-'));
      }
    }
  }

  private static EcsField field(String name) {
    return EcsSchema.get().field(name);
  }

  /** The rule. */
  public Rule rule() {
    return rule;
  }

  /** Its id as JSON. */
  public byte[] idJson() {
    return idJson;
  }

  /** Whether the record names a rule itself, as logs of firewalls do. */
  static boolean isNamed(EcsFields fields) {
    return fields.has(ID) || fields.has(NAME);
  }

  /** Makes the document's {@code rule} this one. */
  void name(EcsFields fields) {
    fields.set(ID, id);
    fields.set(NAME, name);
    fields.set(CATEGORY, category);
    fields.set(RULESET, SIGMA);
  }

  /** Adds its techniques and tactics to those of the document. */
  void addThreat(EcsFields fields) {
    if (techniques.isEmpty() && tactics.isEmpty()) {
      return;
    }
    fields.set(FRAMEWORK, ATTACK);
    techniques.forEach(technique -> fields.add(TECHNIQUE_ID, technique));
    tactics.forEach(tactic -> fields.add(TACTIC_NAME, tactic));
  }
}
