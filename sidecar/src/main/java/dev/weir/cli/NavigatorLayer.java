package dev.weir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.rule.AttackTags;
import dev.weir.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Techniques and the rules for them, as a layer of the ATT&CK Navigator (layer file format 4.5).
 *
 * @param byTechnique the titles of the rules with the tag of each technique, by its id
 */
record NavigatorLayer(Map<String, List<String>> byTechnique) {
  private static final int SORTED_BY_SCORE_DESCENDING = 3;

  /** As many titles as somebody reads when pointing at a technique. */
  private static final int MOST_TITLES = 20;

  static NavigatorLayer of(List<Rule> rules) {
    Map<String, List<String>> byTechnique = new TreeMap<>();
    for (Rule rule : rules) {
      for (String technique : AttackTags.techniques(rule)) {
        byTechnique.computeIfAbsent(technique, first -> new ArrayList<>()).add(rule.title());
      }
    }
    return new NavigatorLayer(byTechnique);
  }

  /** How many techniques have a rule. */
  int size() {
    return byTechnique.size();
  }

  /** The layer's file. */
  String json() {
    ObjectNode layer = new JsonMapper().createObjectNode();
    layer.put("name", "Weir detection rules").put("domain", "enterprise-attack");
    layer.putObject("versions").put("layer", "4.5");
    layer.put("description", "The score is the number of rules with the technique's tag.");
    layer.put("sorting", SORTED_BY_SCORE_DESCENDING);
    ObjectNode gradient = layer.putObject("gradient");
    gradient.putArray("colors").add("#e8f0fe").add("#1a56db");
    gradient.put("minValue", 0).put("maxValue", most());
    ArrayNode techniques = layer.putArray("techniques");
    byTechnique.forEach(
        (technique, titles) -> {
          ObjectNode each = techniques.addObject();
          each.put("techniqueID", technique).put("score", titles.size());
          each.put("comment", comment(titles));
        });
    openParents(techniques);
    try {
      return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(layer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is written is JSON", e);
    }
  }

  /** Unfolds the techniques of which only sub-techniques have rules, so that these are seen. */
  private void openParents(ArrayNode techniques) {
    byTechnique.keySet().stream()
        .filter(id -> id.indexOf('.') > 0)
        .map(id -> id.substring(0, id.indexOf('.')))
        .distinct()
        .filter(parent -> !byTechnique.containsKey(parent))
        .forEach(
            parent ->
                techniques.addObject().put("techniqueID", parent).put("showSubtechniques", true));
  }

  private int most() {
    return byTechnique.values().stream().mapToInt(List::size).max().orElse(1);
  }

  private static String comment(List<String> titles) {
    List<String> shown = titles.subList(0, Math.min(titles.size(), MOST_TITLES));
    String rest = titles.size() > shown.size() ? "\nand " + (titles.size() - shown.size()) : "";
    return String.join("\n", shown) + rest;
  }
}
