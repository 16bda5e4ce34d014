package dev.weir.sigma;

import dev.weir.rule.Place;
import dev.weir.rule.Refusal;
import dev.weir.rule.Rule;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.YamlDocuments;
import dev.weir.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one file holds. Immutable.
 *
 * @param rules its rules, without filters
 * @param filters its filters
 * @param refused its documents that are none of both, and why
 */
public record SigmaFile(List<Rule> rules, List<RuleFilter> filters, List<Refusal> refused) {
  public SigmaFile {
    rules = List.copyOf(rules);
    filters = List.copyOf(filters);
    refused = List.copyOf(refused);
  }

  /** The same without the rules of these ids. */
  public SigmaFile without(Set<String> ids) {
    return new SigmaFile(
        rules.stream().filter(rule -> !ids.contains(rule.id())).toList(), filters, refused);
  }

  /**
   * Reads a file.
   *
   * @param name what to call it in messages
   * @param text its content
   * @param placeholders what each placeholder of {@code expand} may stand for, by its name
   */
  public static SigmaFile read(String name, String text, Map<String, List<String>> placeholders) {
    List<Rule> rules = new ArrayList<>();
    List<RuleFilter> filters = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    DocumentReader reader = new DocumentReader(name, placeholders);
    try {
      for (YamlValue.Mapping document : YamlDocuments.read(name, text)) {
        try {
          if (DocumentReader.isFilter(document)) {
            filters.add(reader.filter(document));
          } else {
            rules.add(reader.rule(document));
          }
        } catch (SigmaException e) {
          refused.add(
              new Refusal(new Place(name, e.line()), DocumentReader.title(document), e.reason()));
        }
      }
      if (rules.isEmpty() && filters.isEmpty() && refused.isEmpty()) {
        refused.add(new Refusal(new Place(name, 0), "", "the file has no rule"));
      }
    } catch (InvalidFileException e) {
      e.problems()
          .forEach(
              problem ->
                  refused.add(
                      new Refusal(
                          new Place(name, problem.line()),
                          "",
                          problem.given() + ", expected " + problem.expected())));
    }
    return new SigmaFile(rules, filters, refused);
  }
}
