package dev.weir.fluentbit;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The input that weir's source sends to. */
final class ForwardInputRule implements Rule {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([kmg]?)b?");

  /** What a record of 10 MiB may need, as Fluent Bit counts: M is a million. */
  private static final long NEEDED_BYTES = 24_000_000;

  @Override
  public void check(Configuration configuration, Findings findings) {
    for (Section input : configuration.inputs()) {
      if (input.is("forward")) {
        checkThreads(input, findings);
        checkBuffer(input, findings);
      }
    }
  }

  private static void checkThreads(Section input, Findings findings) {
    String why = "Records are acknowledged from a queue in memory, before they are in the buffer";
    if (input.isOn("threaded")) {
      findings.loss(input, "threaded", "threaded on", why, "threaded off");
    }
    String workers = input.value("workers", "1");
    if (!workers.equals("1") && !workers.equals("0")) {
      findings.loss(input, "workers", "workers " + workers, why, "no workers");
    }
  }

  private static void checkBuffer(Section input, Findings findings) {
    String given = input.value("buffer_max_size", "");
    if (given.isEmpty() || bytes(given) < NEEDED_BYTES) {
      findings.loss(
          input,
          "buffer_max_size",
          given.isEmpty() ? "no buffer_max_size, which is 6 MB then" : "buffer_max_size " + given,
          "A larger record closes the connection, is sent again, and closes it again, for ever",
          "buffer_max_size 24M");
    }
  }

  /** Fluent Bit's sizes; what cannot be read, such as a variable, is taken to be enough. */
  private static long bytes(String text) {
    Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT).strip());
    if (!size.matches()) {
      return Long.MAX_VALUE;
    }
    long number = Long.parseLong(size.group(1));
    return switch (size.group(2)) {
      case "k" -> number * 1_000;
      case "m" -> number * 1_000_000;
      case "g" -> number * 1_000_000_000;
      default -> number;
    };
  }
}
