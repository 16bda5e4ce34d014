package dev.weir.source;

import dev.weir.account.Counts;
import java.util.List;

/**
 * What became of what a backfill read.
 *
 * @param counts of all records, by fate
 * @param troubled how many objects were not understood, or given up, now or before
 * @param troubles some of those, and of those that are left, in the order in which they came
 * @param leftOut how many objects that were listed are not wanted: by the configuration, by the
 *     type that their key tells, or for their time
 */
public record CatchUpReport(
    Counts counts, long troubled, List<ObjectTrouble> troubles, long leftOut) {
  public CatchUpReport {
    troubles = List.copyOf(troubles);
  }
}
