package dev.weir.enrich.threat;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.enrich.Enricher;
import dev.weir.enrich.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks a record's addresses, names, URLs and hashes up in all lists, and adds {@code threat.*} for
 * what is found: list, entry, kind and confidence, and which field held it. An indicator counts
 * until its end, by the time of the event.
 */
public final class ThreatEnricher implements Enricher {
  /** Lists are told apart by the bits of a number. */
  public static final int MOST_LISTS = 64;

  private static final EcsField MATCHED = field("threat.enrichments.matched.field");
  private static final EcsField ATOMIC = field("threat.enrichments.matched.atomic");
  private static final EcsField RELATED_IP = field("related.ip");
  private static final EcsField[] SIDES = {
    field("source.ip"), field("destination.ip"), field("client.ip"), field("server.ip")
  };

  private final Look[] looks;
  private final ThreatList[] lists;

  public ThreatEnricher(List<ThreatList> lists) {
    if (lists.size() > MOST_LISTS) {
      throw new IllegalArgumentException("more than " + MOST_LISTS + " lists");
    }
    this.lists = lists.toArray(ThreatList[]::new);
    this.looks =
        Stream.of(
                looks(
                    new AddressMatcher(),
                    "source.ip",
                    "destination.ip",
                    "client.ip",
                    "server.ip",
                    "related.ip",
                    "url.domain"),
                looks(
                    new DomainMatcher(),
                    "url.domain",
                    "dns.question.name",
                    "source.domain",
                    "destination.domain",
                    "related.hosts"),
                looks(new UrlMatcher(), "url.full", "url.original"),
                looks(new HashMatcher(), "related.hash"))
            .flatMap(each -> each)
            .toArray(Look[]::new);
  }

  /** A field, and what looks its values up. */
  private record Look(EcsField field, Matcher matcher) {}

  private static Stream<Look> looks(Matcher matcher, String... fields) {
    return Arrays.stream(fields).map(name -> new Look(field(name), matcher));
  }

  private static EcsField field(String name) {
    return EcsSchema.get().field(name);
  }

  @Override
  public void enrich(Subject record) {
    EcsFields fields = record.fields();
    long hits = 0;
    boolean asked = false;
    for (Look look : looks) {
      EcsField field = look.field;
      for (int value = fields.first(field); value >= 0; value = fields.next(value)) {
        if (fields.isText(value) && !isSeen(field, value, fields)) {
          asked = true;
          hits |= look(record, look, value);
        }
      }
    }
    for (int i = 0; asked && i < lists.length; i++) {
      lists[i].tally().count((hits >>> i & 1) != 0);
    }
  }

  private long look(Subject record, Look look, int value) {
    long hits = 0;
    for (int i = 0; i < lists.length; i++) {
      Indicators in = lists[i].get();
      if (in != null && look.matcher.match(record, value, in, lists[i])) {
        hits |= 1L << i;
      }
    }
    if (hits != 0) {
      EcsFields fields = record.fields();
      fields.add(MATCHED, look.field.name());
      fields.add(ATOMIC, fields.bytes(value), fields.at(value), fields.length(value));
    }
    return hits;
  }

  /** Whether it is a related address that is a side's, too: those were looked up. */
  private static boolean isSeen(EcsField field, int value, EcsFields fields) {
    if (field != RELATED_IP) {
      return false;
    }
    int at = fields.at(value);
    int to = at + fields.length(value);
    for (EcsField side : SIDES) {
      int other = fields.first(side);
      if (other >= 0
          && fields.isText(other)
          && Arrays.equals(
              fields.bytes(value),
              at,
              to,
              fields.bytes(other),
              fields.at(other),
              fields.at(other) + fields.length(other))) {
        return true;
      }
    }
    return false;
  }
}
