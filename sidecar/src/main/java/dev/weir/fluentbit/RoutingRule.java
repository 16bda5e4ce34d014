package dev.weir.fluentbit;

import java.util.List;
import java.util.Optional;

/**
 * Records whose tag no output matches are thrown away, and acknowledged; those whose tag two
 * outputs match are delivered twice.
 */
final class RoutingRule implements Rule {
  @Override
  public void check(Configuration configuration, Findings findings) {
    for (Section input : configuration.inputs()) {
      input
          .property("routes")
          .filter(routes -> input.is("forward"))
          .ifPresent(
              routes ->
                  findings.loss(
                      input,
                      "routes",
                      "routes of its own",
                      "Conditional routing takes the records of a frame apart, so that what filters"
                          + " dropped of s3.* cannot be counted",
                      "outputs that match by tag"));
      String tags = tags(input);
      if (input.property("routes").isEmpty() && !isTaken(configuration, tags)) {
        unrouted(input, "tag", tags, findings);
      }
    }
    checkTwice(configuration, findings);
    for (Section filter : configuration.filters()) {
      if (filter.is("rewrite_tag")) {
        for (Property rule : filter.all("rule")) {
          newTag(rule.value())
              .filter(tag -> !isTaken(configuration, tag))
              .ifPresent(tag -> unrouted(filter, "rule", tag, findings));
        }
      }
    }
  }

  private static void checkTwice(Configuration configuration, Findings findings) {
    List<Section> toSidecars =
        configuration.outputs().stream().filter(output -> output.is("forward")).toList();
    for (int second = 1; second < toSidecars.size(); second++) {
      for (Section first : toSidecars.subList(0, second)) {
        Section other = toSidecars.get(second);
        configuration.inputs().stream()
            .map(RoutingRule::tags)
            .filter(tags -> first.mayTake(tags) && other.mayTake(tags) && first.mayShare(other))
            .findFirst()
            .ifPresent(tags -> twice(other, first, tags, findings));
      }
    }
  }

  private static void twice(Section other, Section first, String tags, Findings findings) {
    findings.caution(
        other,
        "match",
        "it takes records of %s that %s in line %d takes too"
            .formatted(tags, first.label(), first.line()),
        "If both lead to weir, each such record is delivered twice: two documents in two clusters,"
            + " in one the second counts as already_indexed",
        "patterns that share no tag");
  }

  private static void unrouted(Section section, String key, String tags, Findings findings) {
    findings.loss(
        section,
        key,
        "no output matches the tag " + tags,
        "Such records are acknowledged and thrown away",
        "an [OUTPUT] with match " + tags);
  }

  private static boolean isTaken(Configuration configuration, String tags) {
    return configuration.outputs().stream().anyMatch(output -> output.mayTake(tags));
  }

  /** The tags of an input's records, as a glob. */
  static String tags(Section input) {
    if (input.is("forward") && input.property("tag").isEmpty()) {
      return input.value("tag_prefix", "") + Tags.OBJECTS;
    }
    // Without one, Fluent Bit takes the plug-in's name and a number.
    return input.value("tag", input.plugin() + ".*");
  }

  /** The third word of KEY REGEX TAG KEEP; what it takes from the record can be anything. */
  private static Optional<String> newTag(String rule) {
    String[] words = rule.strip().split("\\s+", -1);
    return words.length < 3
        ? Optional.empty()
        : Optional.of(words[words.length - 2].replaceAll("\\$[\\w\\[\\]'\"]+", "*"));
  }
}
