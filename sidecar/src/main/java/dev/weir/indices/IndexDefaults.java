package dev.weir.indices;

import dev.weir.yaml.Durations;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the section {@code opensearch} says of indices. A type may have a number of shards of its
 * own.
 *
 * @param shards primary shards of new indices
 * @param replicas copies of each shard
 * @param refresh how soon documents can be searched in new indices
 * @param install whether missing index templates are installed at start
 * @param policies whether policies of Index State Management keep types where OpenSearch has them
 * @param unparsedRetention how long after its day an index of lines that were not understood is
 *     deleted; null for never
 */
public record IndexDefaults(
    int shards,
    int replicas,
    Duration refresh,
    boolean install,
    boolean policies,
    @Nullable Duration unparsedRetention) {

  /** Reads them. */
  public static IndexDefaults read(Section section) {
    return new IndexDefaults(
        section.value("shards", 1, Forms.number(1, 1024)),
        section.value("replicas", 1, Forms.number(0, 20)),
        section.value("refresh_interval", Durations.parse("10s"), Forms.duration("1s", "1h")),
        section.value("install_templates", true, Forms.BOOLEAN),
        section.value("ism", true, Forms.BOOLEAN),
        section.optional("unparsed_retention", Forms.duration("1d", "36500d")));
  }
}
