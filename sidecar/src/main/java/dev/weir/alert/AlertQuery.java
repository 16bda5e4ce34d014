package dev.weir.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.event.IsoInstant;
import dev.weir.rule.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are asked for; what is null is not asked for.
 *
 * @param status what people did about them
 * @param least the least level of their rule
 * @param rule the id of their rule
 * @param type their log type
 * @param account their AWS account
 * @param since opened then or later
 */
public record AlertQuery(
    @Nullable AlertStatus status,
    @Nullable Level least,
    @Nullable String rule,
    @Nullable String type,
    @Nullable String account,
    @Nullable Instant since) {
  ObjectNode toJson() {
    ObjectNode query = SearchRequests.object();
    ArrayNode all = query.putObject("bool").putArray("filter");
    if (least != null) {
      ArrayNode levels = all.addObject().putObject("terms").putArray("severity");
      for (Level level : Level.values()) {
        if (level.compareTo(least) >= 0) {
          levels.add(level.text());
        }
      }
    }
    term(all, "status", status == null ? null : status.text());
    term(all, "rule.id", rule);
    term(all, "type", type);
    term(all, "account", account);
    if (since != null) {
      all.addObject().putObject("range").putObject("opened_at").put("gte", IsoInstant.text(since));
    }
    return query;
  }

  private static void term(ArrayNode all, String field, @Nullable String value) {
    if (value != null) {
      all.addObject().putObject("term").put(field, value);
    }
  }
}
