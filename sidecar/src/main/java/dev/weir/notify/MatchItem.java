package dev.weir.notify;

import dev.weir.alert.Match;
import dev.weir.event.IsoInstant;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of a table: within 400 KB, with no empty attribute. */
final class MatchItem {
  /** The attribute that is the table's key. */
  static final String KEY = "EventId";

  private static final int LINE = 1000;
  private static final int SENTENCE = 4096;
  private static final int MOST_FIELDS = 20;

  private final @Nullable Duration ttl;
  private final InstantSource clock;

  /**
   * Items.
   *
   * @param ttl how long an item is kept; null for ever
   */
  MatchItem(@Nullable Duration ttl, InstantSource clock) {
    this.ttl = ttl;
    this.clock = clock;
  }

  /** The key of the item of a match's record. */
  static Map<String, AttributeValue> key(Match match) {
    return Map.of(KEY, AttributeValue.fromS(match.record().id()));
  }

  /** The item, as the first of the record's matches writes it. */
  Map<String, AttributeValue> of(Match match) {
    Map<String, AttributeValue> item = new HashMap<>(key(match));
    item.put("RuleIds", AttributeValue.fromSs(List.of(match.rule().id())));
    put(item, "EventTime", IsoInstant.text(match.record().time()));
    put(item, "Title", SentText.line(match.rule().title(), LINE));
    put(item, "Severity", match.rule().level().text());
    put(item, "AccountId", SentText.line(match.account(), LINE));
    put(item, "Region", SentText.line(match.region(), LINE));
    put(item, "Type", SentText.line(match.type(), LINE));
    put(item, "Sentence", SentText.line(match.sentence(), SENTENCE));
    put(item, "AlertId", match.alert());
    put(item, "Index", match.record().index());
    put(item, "DocumentId", match.record().id());
    Map<String, AttributeValue> group = new HashMap<>();
    match.group().entrySet().stream()
        .limit(MOST_FIELDS)
        .forEach(
            by -> put(group, SentText.line(by.getKey(), LINE), SentText.line(by.getValue(), LINE)));
    if (!group.isEmpty()) {
      item.put("Group", AttributeValue.fromM(group));
    }
    if (ttl != null) {
      long expires = clock.instant().plus(ttl).getEpochSecond();
      item.put("ExpiresAt", AttributeValue.fromN(Long.toString(expires)));
    }
    return item;
  }

  private static void put(Map<String, AttributeValue> item, String name, String value) {
    if (!value.isEmpty()) {
      item.put(name, AttributeValue.fromS(value));
    }
  }
}
