package dev.weir.detect;

import dev.weir.yaml.Forms;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.Section;
import dev.weir.yaml.YamlFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of rules on a category of logs mean, for all types that serve it: names of the
 * normal form (Sigma appendix taxonomy 2.1.0). Immutable.
 */
final class RuleTaxonomy {
  private static final RuleTaxonomy SHIPPED = load();

  private final Map<String, Map<String, List<String>>> categories;

  private RuleTaxonomy(Map<String, Map<String, List<String>>> categories) {
    this.categories = categories;
  }

  /** The one that ships. */
  static RuleTaxonomy shipped() {
    return SHIPPED;
  }

  /** The fields of a record that a rule means; a name that it does not know means itself. */
  List<String> fields(@Nullable String category, String field) {
    return categories
        .getOrDefault(category == null ? "" : category, Map.of())
        .getOrDefault(field, List.of(field));
  }

  private static RuleTaxonomy load() {
    YamlFile file = YamlFile.shipped(RuleTaxonomy.class, "taxonomy.yaml");
    Map<String, Map<String, List<String>>> categories = new HashMap<>();
    for (String category : file.root().keys()) {
      Section section = file.root().section(category);
      Map<String, List<String>> fields = new HashMap<>();
      section.keys().forEach(name -> fields.put(name, section.oneOrMore(name, Forms.TEXT)));
      categories.put(category, fields);
    }
    try {
      file.check();
    } catch (InvalidFileException e) {
      throw new IllegalStateException(e);
    }
    return new RuleTaxonomy(categories);
  }
}
