package dev.weir.sink.safe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.type.LogType;
import dev.weir.type.SplitFormat;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether two documents are of one record: by its native fields, in whatever order. What Weir
 * adds differs from time to time, and so does what lay around the record in its object. Immutable.
 */
public final class SameRecord {
  /** Of longer documents nobody tells. */
  public static final int MOST_BYTES = 1 << 20;

  /** A field of the log as often as one of the schema. */
  private static final String MESSAGE = "message";

  private final Set<String> ours = new HashSet<>();
  private final Map<String, List<String>> around = new HashMap<>();

  /**
   * Compares documents of these types.
   *
   * @param names at the top of a document that Weir writes, but for {@code weir} and {@code native}
   */
  public SameRecord(Collection<LogType> types, Set<String> names) {
    ours.addAll(names);
    ours.remove(MESSAGE);
    for (LogType type : types) {
      if (type.splitFormat() instanceof SplitFormat.RecordsArray records) {
        around.put(type.name(), records.envelope());
      }
    }
  }

  /**
   * Whether they are; false also where nobody can tell, as one of them was reshaped.
   *
   * @param type the log type of the first
   * @param there the document that is in OpenSearch
   */
  public boolean is(String type, byte[] document, JsonNode there) throws IOException {
    if (!(there instanceof ObjectNode) || !there.path("weir").path("reshaped").isMissingNode()) {
      return false;
    }
    try (JsonParser parser = NativeTree.FACTORY.createParser(document)) {
      JsonNode here = NativeTree.JSON.readTree(parser);
      return here.path("weir").path("reshaped").isMissingNode()
          && record(type, here).equals(record(type, there));
    }
  }

  private JsonNode record(String type, JsonNode document) {
    ObjectNode record = document.deepCopy();
    record.remove("weir");
    record.remove(ours);
    record.remove(around.getOrDefault(type, List.of()));
    return record;
  }
}
