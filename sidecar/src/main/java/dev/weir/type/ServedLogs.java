package dev.weir.type;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Logs that rules ask for and that records of a type are (Sigma rules specification 2.1.0,
 * "LogSource").
 *
 * @param category a group of products, {@code webserver}; null for none
 * @param product a product, {@code aws}; null for none
 * @param service a part of its logs, {@code cloudtrail}; null for none
 * @param fields what fields of rules mean, where that is not their name: one of these fields of the
 *     record is enough
 * @param when the fields that must have one of these values, for a type that is only partly such
 *     logs; empty for all records
 */
public record ServedLogs(
    @Nullable String category,
    @Nullable String product,
    @Nullable String service,
    Map<String, List<String>> fields,
    Map<String, List<String>> when) {
  private static final Form<String> NAME =
      Forms.matching(
          "lower case letters, digits, `_`, `.`, `-`",
          "[a-z0-9][a-z0-9_.-]{0,63}",
          "a name such as webserver, in lower case");

  public ServedLogs {
    fields = Map.copyOf(fields);
    when = Map.copyOf(when);
  }

  static ServedLogs read(Section section) {
    ServedLogs logs =
        new ServedLogs(
            section.optional("category", NAME),
            section.optional("product", NAME),
            section.optional("service", NAME),
            lists(section.section("fields"), TypeFile.PATH),
            lists(section.section("when"), Forms.TEXT));
    if (logs.category == null && logs.product == null && logs.service == null) {
      section.problem("logs without a name", "a category, a product or a service");
    }
    return logs;
  }

  private static Map<String, List<String>> lists(Section section, Form<String> form) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (String name : section.keys()) {
      lists.put(name, section.oneOrMore(name, form));
    }
    return lists;
  }
}
