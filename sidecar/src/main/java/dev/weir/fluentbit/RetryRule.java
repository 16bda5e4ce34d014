package dev.weir.fluentbit;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Fluent Bit drops a chunk when its tries are used up, and by default it has two. */
final class RetryRule implements Rule {
  /** Outputs that never ask for another try. */
  private static final Set<String> NEVER_TRY_AGAIN =
      Set.of(
          "null",
          "stdout",
          "file",
          "counter",
          "flowcounter",
          "exit",
          "plot",
          "prometheus_exporter");

  private static final Set<String> UNLIMITED = Set.of("no_limits", "false", "off");

  /** Tries enough to outlast any outage: at one a minute, a year. */
  private static final long PLENTY = 500_000;

  @Override
  public void check(Configuration configuration, Findings findings) {
    for (Section output : configuration.outputs()) {
      if (output.is("s3")) {
        checkS3(output, findings);
      } else if (!NEVER_TRY_AGAIN.contains(output.plugin())) {
        checkLimit(output, findings);
      }
    }
  }

  private static void checkLimit(Section output, Findings findings) {
    Optional<Property> limit = output.property("retry_limit");
    boolean enough =
        limit.isPresent()
            && (UNLIMITED.contains(limit.get().value().toLowerCase(Locale.ROOT))
                || number(limit.get().value()) >= PLENTY);
    if (!enough) {
      findings.loss(
          output,
          "retry_limit",
          limit.map(given -> "retry_limit " + given.value()).orElse("no retry_limit"),
          limit.isPresent()
              ? "After that many tries the chunk is dropped"
              : "Fluent Bit tries twice and then drops the chunk",
          "retry_limit no_limits");
    }
  }

  private static void checkS3(Section output, Findings findings) {
    if (number(output.value("retry_limit", "")) < PLENTY) {
      findings.loss(
          output,
          "retry_limit",
          output
              .property("retry_limit")
              .map(given -> "retry_limit " + given.value())
              .orElse("no retry_limit"),
          "This output gives an object up after 5 tries, and no_limits means 5 to it",
          "retry_limit 1000000");
    }
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
