package dev.weir.fluentbit;

import java.util.Set;

/**
 * Filters on {@code s3.*} that take frames apart or away: what is missing of a frame is counted as
 * dropped when the rest of it arrives, in one chunk.
 */
final class ObjectFilterRule implements Rule {
  private static final Set<String> PULLING_APART = Set.of("rewrite_tag", "multiline");
  private static final Set<String> DROPPING_BY_RATE = Set.of("throttle", "throttle_size");
  private static final Set<String> PROGRAMS = Set.of("lua", "wasm", "sampling", "sql");

  @Override
  public void check(Configuration configuration, Findings findings) {
    for (Section filter : configuration.filters()) {
      if (!filter.mayTake(Tags.OBJECTS)) {
        continue;
      }
      String plugin = filter.plugin();
      if (PULLING_APART.contains(plugin)) {
        loss(
            filter, "It takes the records of a frame apart, so that none can be counted", findings);
      } else if (DROPPING_BY_RATE.contains(plugin)) {
        loss(filter, "It drops whole frames, and their objects are never settled", findings);
      } else if (plugin.equals("grep")) {
        checkGrep(filter, findings);
      } else if (PROGRAMS.contains(plugin)) {
        findings.caution(
            filter,
            "match",
            "it may drop records of s3.*",
            "What it drops is counted, unless it is a whole frame, which leaves its object open",
            "match host.*, and filter.rules in weir.yaml for s3.*");
      }
    }
  }

  private static void loss(Section filter, String why, Findings findings) {
    findings.loss(
        filter, "match", "it takes records of s3.*", why, "match host.*, or whatever is not s3.*");
  }

  private static void checkGrep(Section filter, Findings findings) {
    if (filter.property("regex").isPresent()) {
      findings.loss(
          filter,
          "regex",
          "it keeps only what matches",
          "The end of a frame has no fields to match and is dropped too: a frame of which nothing"
              + " is left leaves its object open",
          "exclude rules, or filter.rules in weir.yaml");
    } else {
      findings.caution(
          filter,
          "exclude",
          "it drops records of s3.*",
          "They are counted as dropped_in_fluent_bit; in the sidecar the same costs less",
          "filter.rules in weir.yaml");
    }
  }
}
