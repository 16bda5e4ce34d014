package dev.weir.e2e;

import dev.weir.generate.Truth;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The summary for a person, with queries to go on from. */
final class DemoReport {
  private DemoReport() {}

  static void print(Summary summary, Truth truth, URI openSearch, PrintStream out) {
    out.println();
    line(out, "objects settled", summary.objects());
    line(out, "records read", summary.read());
    line(out, "  indexed (counted in OpenSearch)", summary.indexed());
    line(out, "  already indexed", summary.alreadyIndexed());
    line(out, "  filtered", summary.filtered());
    line(out, "  dead-lettered", summary.deadLettered());
    line(out, "  dropped in Fluent Bit", summary.droppedInFluentBit());
    line(out, "  unaccounted", summary.unaccounted());
    line(out, "  in flight", summary.inFlight());
    line(out, "duplicates in OpenSearch", summary.duplicates());
    line(out, "alerts", summary.alerts());
    out.println();
    out.println("Flags, summed up in OpenSearch, beside what was made:");
    truth
        .flags()
        .forEach(
            (flag, made) ->
                out.printf(
                    Locale.ROOT,
                    "  %-16s %,9d %,9d%n",
                    flag,
                    summary.flags().getOrDefault(flag, 0L),
                    made));
    out.println();
    out.printf(Locale.ROOT, "%.1f s. Try:%n%n", summary.took().toMillis() / 1000.0);
    query(
        out,
        openSearch,
        "weir-aws.waf-*",
        "{\"query\":{\"term\":{\"B_action\":1}},\"aggs\":{\"blocked_by_country\":"
            + "{\"terms\":{\"field\":\"country\"}}}}");
    query(
        out,
        openSearch,
        "weir-aws.waf-*",
        "{\"query\":{\"term\":{\"UNK_country\":1}},\"aggs\":{\"paths\":"
            + "{\"terms\":{\"field\":\"uri\"}}}}");
    query(
        out,
        openSearch,
        "weir-aws.cloudtrail-*",
        "{\"query\":{\"exists\":{\"field\":\"errorCode\"}},\"aggs\":{\"failed_calls\":"
            + "{\"terms\":{\"field\":\"eventName\"}}}}");
  }

  /** The first alert, as a person gets it. */
  static void alert(List<AlertReceiver.Message> messages, PrintStream out) {
    if (!messages.isEmpty()) {
      out.println();
      out.println("The first of " + messages.size() + " alerts, as Slack shows it:");
      SlackMessage.lines(messages.getFirst().content()).forEach(line -> out.println("  | " + line));
    }
  }

  private static void line(PrintStream out, String name, long count) {
    out.printf(Locale.ROOT, "%-36s %,10d%n", name, count);
  }

  private static void query(PrintStream out, URI openSearch, String indices, String body) {
    out.printf(
        "curl -s '%s/%s/_search?size=0&pretty' -H 'Content-Type: application/json' -d '%s'%n%n",
        openSearch.toString().replaceAll("/$", ""), indices, body);
  }
}
