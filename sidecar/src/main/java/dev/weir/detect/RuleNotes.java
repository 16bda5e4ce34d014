package dev.weir.detect;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.ecs.EcsValue;
import dev.weir.event.JsonBuffer;
import dev.weir.rule.AttackTags;
import dev.weir.rule.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a rule's match adds to a document, made once. Immutable. */
public final class RuleNotes {
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
  private final byte[][] techniques;
  private final byte[][] tactics;

  RuleNotes(Rule rule) {
    this.rule = rule;
    this.idJson = new JsonBuffer(64).string(rule.id()).toByteArray();
    this.id = EcsValue.text(rule.id());
    this.name = EcsValue.text(rule.title());
    this.category = EcsValue.text(rule.source().toString());
    this.techniques = utf8(AttackTags.techniques(rule));
    this.tactics = utf8(AttackTags.tactics(rule));
  }

  private static byte[][] utf8(List<String> texts) {
    return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
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
    if (techniques.length + tactics.length == 0) {
      return;
    }
    fields.set(FRAMEWORK, ATTACK);
    for (byte[] technique : techniques) {
      fields.add(TECHNIQUE_ID, technique, 0, technique.length);
    }
    for (byte[] tactic : tactics) {
      fields.add(TACTIC_NAME, tactic, 0, tactic.length);
    }
  }
}
