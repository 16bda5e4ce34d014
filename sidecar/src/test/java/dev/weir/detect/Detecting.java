package dev.weir.detect;

import static dev.weir.event.Records.event;

import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.LogEvent;
import dev.weir.record.FieldNames;
import dev.weir.record.RecordView;
import dev.weir.record.Views;
import dev.weir.rule.Refusal;
import dev.weir.rule.Rule;
import dev.weir.sigma.SigmaFile;
import dev.weir.sigma.SigmaRules;
import dev.weir.type.LogTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rules written down in a test, and records held against them. */
public final class Detecting {
  private static final FieldNames NAMES = Views.names();

  private final DetectionSet set;
  private final List<Refusal> refused;

  private Detecting(DetectionSet set, List<Refusal> refused) {
    this.set = set;
    this.refused = refused;
  }

  /** Rules that were compiled with names of no flag. */
  static Detecting of(DetectionSet set) {
    return new Detecting(set, List.of());
  }

  /** The rules of a file. */
  public static Detecting file(String text) {
    return file(text, Map.of());
  }

  static Detecting file(String text, Map<String, List<String>> placeholders) {
    SigmaRules rules = SigmaRules.of(List.of(SigmaFile.read("test.yml", text, placeholders)));
    DetectionSet set = DetectionSet.of(rules.rules(), LogTypes.shipped(), NAMES);
    List<Refusal> refused = new ArrayList<>(rules.refused());
    refused.addAll(set.refused());
    return new Detecting(set, refused);
  }

  /** A rule on CloudTrail with this detection. */
  public static Detecting detection(String detection) {
    return detection(detection, Map.of());
  }

  static Detecting detection(String detection, Map<String, List<String>> placeholders) {
    return file(
        "title: a rule\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n"
            + detection.indent(2),
        placeholders);
  }

  /** A rule with one selection, of one line. */
  static Detecting selection(String line) {
    return detection("selection:\n" + line.indent(2) + "condition: selection\n");
  }

  /** What was refused. */
  public List<String> refused() {
    return refused.stream().map(Refusal::toString).toList();
  }

  /** Whether the record of CloudTrail matches a rule. */
  boolean matches(Map<String, ?> record) throws Exception {
    if (!refused.isEmpty()) {
      throw new AssertionError(refused.toString());
    }
    return !titles("aws.cloudtrail", record).isEmpty();
  }

  /** Whether a record with this field alone matches. */
  boolean matches(String field, Object value) throws Exception {
    return matches(Map.of(field, value));
  }

  /** The titles of the rules that a record matches. */
  public List<String> titles(String type, Map<String, ?> record) throws Exception {
    return titles(type, record, new EcsFields(EcsSchema.get()));
  }

  /** The titles of the rules that a record with this normal form matches. */
  List<String> titles(String type, Map<String, ?> record, EcsFields normal) throws Exception {
    return rules(type, record, normal).stream().map(Rule::title).toList();
  }

  private List<Rule> rules(String type, Map<String, ?> record, EcsFields normal) throws Exception {
    LogEvent event = event(record);
    RecordView view = Views.of(event, null, NAMES, normal);
    Detector detector = new Detector(() -> set, view);
    detector.begin();
    Matches matches = detector.detect(type);
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < matches.size(); i++) {
      rules.add(matches.rule(i));
    }
    return rules;
  }
}
