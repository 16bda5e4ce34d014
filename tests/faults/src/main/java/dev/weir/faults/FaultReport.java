package dev.weir.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run.
 *
 * @param faults how many of each kind, by label
 * @param notRun kinds that could not be had, with the reason
 * @param records how many were made
 * @param alerts what became of the alerts of planted records
 * @param fluentBit its version; null without one
 */
record FaultReport(
    long seed,
    Map<String, Integer> faults,
    Map<FaultKind, String> notRun,
    long records,
    Findings findings,
    AlertFindings alerts,
    @Nullable String fluentBit,
    Duration took) {

  /** Records that are not there as they were made. */
  long lost() {
    return findings.lost().size();
  }

  /** One JSON object on one line. */
  String toJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("seed", seed);
    ObjectNode kinds = json.putObject("faults");
    faults.forEach(kinds::put);
    json.put("records", records).put("lost", lost()).put("twice", findings.twice());
    json.put("altered", findings.altered()).put("unknown", findings.unknown());
    json.put("alerts", alerts.expected()).put("alerts_lost", alerts.lost());
    json.put("alerts_twice", alerts.twice()).put("alerts_unsent", alerts.unsent());
    json.put("alerts_sent_again", alerts.again());
    json.put("problems", findings.problems().size());
    ObjectNode missing = json.putObject("not_run");
    notRun.forEach((kind, reason) -> missing.put(kind.label(), reason));
    json.put("fluent_bit", fluentBit).put("seconds", took.toMillis() / 1000.0);
    return json.toString();
  }

  /** The table. */
  void print(PrintStream out) {
    out.println();
    for (FaultKind kind : FaultKind.values()) {
      String reason = notRun.get(kind);
      if (reason != null) {
        out.printf(Locale.ROOT, "%-20s not run: %s%n", kind.label(), reason);
      } else {
        out.printf(
            Locale.ROOT,
            "%-20s %4d  %s%n",
            kind.label(),
            faults.getOrDefault(kind.label(), 0),
            kind.description());
      }
    }
    int all = faults.values().stream().mapToInt(Integer::intValue).sum();
    out.printf(Locale.ROOT, "%-20s %4d%n%n", "faults", all);
    out.printf(
        Locale.ROOT,
        "records %,d  lost %,d  twice %,d  altered %,d  unknown %,d  (Fluent Bit %s, %.1f s)%n",
        records,
        lost(),
        findings.twice(),
        findings.altered(),
        findings.unknown(),
        fluentBit == null ? "left out" : fluentBit,
        took.toMillis() / 1000.0);
    out.printf(
        Locale.ROOT,
        "alerts %,d  lost %,d  twice %,d  unsent %,d  sent again %,d%n",
        alerts.expected(),
        alerts.lost(),
        alerts.twice(),
        alerts.unsent(),
        alerts.again());
  }
}
