package dev.weir.telemetry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A family of metrics as {@code /metrics} shows it, in the text form of Prometheus.
 *
 * @param kind {@code counter}, {@code gauge} or {@code summary}
 * @param labels the names of its labels, sorted
 */
record ExposedFamily(String name, String kind, String help, List<String> labels) {
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

  /** The families of a scrape, by name, in its order. */
  static Map<String, ExposedFamily> of(String scrape) {
    Map<String, String> helps = new LinkedHashMap<>();
    Map<String, String> kinds = new LinkedHashMap<>();
    Map<String, SortedSet<String>> labels = new LinkedHashMap<>();
    String current = "";
    for (String line : scrape.lines().toList()) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# HELP ")) {
        helps.put(words[2], words[3]);
      } else if (line.startsWith("# TYPE ")) {
        current = words[2];
        kinds.put(current, words[3]);
      } else {
        Matcher label = LABEL.matcher(line);
        while (label.find()) {
          labels.computeIfAbsent(current, _ -> new TreeSet<>()).add(label.group(1));
        }
      }
    }
    Map<String, ExposedFamily> families = new LinkedHashMap<>();
    kinds.forEach(
        (name, kind) ->
            families.put(
                name,
                new ExposedFamily(
                    name,
                    kind,
                    helps.getOrDefault(name, ""),
                    List.copyOf(labels.getOrDefault(name, new TreeSet<>())))));
    return families;
  }
}
