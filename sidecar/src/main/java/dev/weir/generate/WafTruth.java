package dev.weir.generate;

import java.util.Map;
import java.util.TreeMap;

/**
 * Counts by hand which flags the records of the mock WAF log have. Deliberately not the flag code
 * of the pipeline and not its configuration: this is what that is held against.
 */
final class WafTruth {
  private final Map<String, Long> flags = new TreeMap<>();

  /** Takes note of one record by the values that were chosen; empty means the field is absent. */
  void add(String action, String source, String status, String country, String method) {
    switch (action) {
      case "ALLOW", "CAPTCHA", "Challenge", "CHALLENGE", "Count", "COUNT" -> one("K_action");
      case "BLOCK" -> one("B_action");
      default -> {}
    }
    switch (source) {
      case "ALB", "APIGW", "APPSYNC", "CF" -> one("K_source");
      default -> one("UNK_source");
    }
    if (status.matches("[23]\\d\\d")) {
      one("G_httpstatus");
    } else if (status.matches("[45]\\d\\d")) {
      one("B_httpstatus");
    }
    switch (country) {
      case "US", "UK", "IN" -> one("K_country");
      default -> one("UNK_country");
    }
    switch (method) {
      case "GET", "HEAD", "POST" -> one("common_method");
      case "DELETE" -> one("uncommon_method");
      default -> {}
    }
  }

  private void one(String flag) {
    flags.merge(flag, 1L, Long::sum);
  }

  Truth truth(long records, long bytes) {
    return new Truth(1, records, bytes, new TreeMap<>(flags));
  }
}
