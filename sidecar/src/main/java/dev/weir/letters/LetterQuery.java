package dev.weir.letters;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.event.IsoInstant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which of the dead letters are meant. What is null is not asked for.
 *
 * @param reason the reason, exactly
 * @param type the log type, exactly
 * @param bucket the bucket of the object
 * @param key what the object's key begins with
 * @param since written at this time or later
 * @param until written at this time or earlier; so that a reading has an end
 * @param status {@code open}, or another word of it
 */
public record LetterQuery(
    @Nullable String reason,
    @Nullable String type,
    @Nullable String bucket,
    @Nullable String key,
    @Nullable Instant since,
    Instant until,
    @Nullable String status) {
  private static final JsonMapper JSON = new JsonMapper();

  /** As a query of OpenSearch. */
  ObjectNode toJson() {
    ObjectNode query = JSON.createObjectNode();
    ArrayNode filter = query.putObject("bool").putArray("filter");
    term(filter, "status", status);
    term(filter, "reason", reason);
    term(filter, "type", type);
    term(filter, "bucket", bucket);
    if (key != null && !key.isEmpty()) {
      filter.addObject().putObject("prefix").put("key", key);
    }
    ObjectNode written = filter.addObject().putObject("range").putObject("written");
    written.put("lte", IsoInstant.text(until));
    if (since != null) {
      written.put("gte", IsoInstant.text(since));
    }
    return query;
  }

  private static void term(ArrayNode filter, String field, @Nullable String value) {
    if (value != null) {
      filter.addObject().putObject("term").put(field, value);
    }
  }
}
