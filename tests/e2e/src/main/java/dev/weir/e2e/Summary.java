package dev.weir.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run. {@code indexed} and {@code flags} are counted in OpenSearch, the rest by
 * weir.
 */
public record Summary(
    long objects,
    long read,
    long indexed,
    long alreadyIndexed,
    long filtered,
    long deadLettered,
    long droppedInFluentBit,
    long unaccounted,
    long inFlight,
    long duplicates,
    Map<String, Long> flags,
    long alerts,
    @Nullable String fluentBit,
    Duration took) {

  /** Counts now. */
  static Summary of(Pipeline pipeline, Iterable<String> flags, Duration took, @Nullable String fb) {
    MetricsPage weir = pipeline.weir().metrics();
    SearchIndex search = pipeline.search();
    search.refresh();
    List<String> names = new ArrayList<>();
    flags.forEach(names::add);
    return new Summary(
        weir.sum("weir_objects_settled_total"),
        weir.sum("weir_records_read_total"),
        search.count(SearchIndex.RECORDS),
        fate(weir, "already_indexed"),
        fate(weir, "filtered"),
        fate(weir, "dead_lettered"),
        fate(weir, "dropped_in_fluent_bit"),
        fate(weir, "unaccounted"),
        weir.sum("weir_records_in_flight"),
        search.duplicates(),
        search.sums(names),
        search.count("weir-alerts*"),
        fb,
        took);
  }

  private static long fate(MetricsPage weir, String fate) {
    return weir.sum("weir_records_total", "fate=\"" + fate + "\"");
  }

  /** Whether read equals the sum of all fates, and nothing is missing or there twice. */
  public boolean holds() {
    long sum =
        indexed + alreadyIndexed + filtered + deadLettered + droppedInFluentBit + unaccounted;
    return read == sum + inFlight && inFlight == 0 && unaccounted == 0 && duplicates == 0;
  }

  /** One JSON object on one line. */
  public String toJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("objects", objects).put("read", read).put("indexed", indexed);
    json.put("already_indexed", alreadyIndexed).put("filtered", filtered);
    json.put("dead_lettered", deadLettered).put("dropped_in_fluent_bit", droppedInFluentBit);
    json.put("unaccounted", unaccounted).put("in_flight", inFlight).put("duplicates", duplicates);
    ObjectNode counts = json.putObject("flags");
    flags.forEach(counts::put);
    json.put("alerts", alerts).put("fluent_bit", fluentBit);
    json.put("seconds", took.toMillis() / 1000.0);
    return json.toString();
  }
}
