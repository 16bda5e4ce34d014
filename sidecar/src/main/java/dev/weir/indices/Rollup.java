package dev.weir.indices;

import dev.weir.yaml.Durations;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a type's documents in a shorter form.
 *
 * @param after how long after its period an index is rolled up
 * @param interval how much event time one line stands for
 * @param by the fields whose values have lines of their own
 * @param sum the fields whose values are added up
 */
public record Rollup(Duration after, Duration interval, List<String> by, List<String> sum) {
  public Rollup {
    by = List.copyOf(by);
    sum = List.copyOf(sum);
  }

  /** Reads {@code rollup} of a type; null if the file has none. */
  static @Nullable Rollup read(Section section, RollupFields fields, @Nullable Duration retention) {
    if (!section.present()) {
      return null;
    }
    Rollup rollup =
        new Rollup(
            section.value("after", Duration.ofDays(7), Forms.duration("1h", "36500d")),
            section.value("interval", Duration.ofHours(1), Forms.duration("1m", "365d")),
            section.list("by", List.of(), fields.groups()),
            section.list("sum", List.of(), fields.sums()));
    if (retention != null && rollup.after.compareTo(retention) >= 0) {
      section.problem(
          "after",
          "'" + Durations.format(rollup.after) + "' with retention " + Durations.format(retention),
          "less than the retention: what is deleted is not rolled up");
    }
    return rollup;
  }

  /** As the file would have it. */
  Map<String, Object> shown() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("after", Durations.format(after));
    map.put("interval", Durations.format(interval));
    map.put("by", by);
    map.put("sum", sum);
    return map;
  }
}
