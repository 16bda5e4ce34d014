package dev.weir.generate;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was generated.
 *
 * @param files how many files
 * @param records how many records
 * @param bytes their bytes before compression
 * @param flags for each flag that was 1 at least once, in how many records
 */
public record Truth(long files, long records, long bytes, SortedMap<String, Long> flags) {
  /** Nothing yet. */
  public static final Truth NOTHING = new Truth(0, 0, 0, new TreeMap<>());

  public Truth {
    flags = Collections.unmodifiableSortedMap(new TreeMap<>(flags));
  }

  /** Both together. */
  public Truth plus(Truth other) {
    TreeMap<String, Long> sum = new TreeMap<>(flags);
    other.flags.forEach((flag, count) -> sum.merge(flag, count, Long::sum));
    return new Truth(files + other.files, records + other.records, bytes + other.bytes, sum);
  }

  /** One JSON object on one line: files, records, bytes, flags. */
  public String toJson() {
    StringBuilder json = new StringBuilder(256);
    json.append("{\"files\":").append(files);
    json.append(",\"records\":").append(records);
    json.append(",\"bytes\":").append(bytes).append(",\"flags\":{");
    String comma = "";
    for (Map.Entry<String, Long> flag : flags.entrySet()) {
      json.append(comma).append('"').append(flag.getKey()).append("\":").append(flag.getValue());
      comma = ",";
    }
    return json.append("}}").toString();
  }
}
