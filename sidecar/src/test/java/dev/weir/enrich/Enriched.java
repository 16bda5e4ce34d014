package dev.weir.enrich;

import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.Records;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What enrichments make of records, for tests. */
public final class Enriched {
  /** When the records of tests happened. */
  public static final long SECONDS = 1_795_000_000;

  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();

  /** Counters of a name, whose counts {@link #count} gives. */
  public Tally tally(String name) {
    return Tally.of(name, this::counter);
  }

  public LongAdder counter(String name, String outcome) {
    return counters.computeIfAbsent(name + " " + outcome, key -> new LongAdder());
  }

  /** How often an enrichment came to an outcome. */
  public long count(String name, String outcome) {
    return counter(name, outcome).sum();
  }

  /**
   * The normal form of a record after an enrichment.
   *
   * @param normal field and text in turn; of a field given several times all are added
   */
  public static String json(Enricher enricher, String... normal) throws Exception {
    return json(enricher, Map.of(), normal);
  }

  /** {@link #json(Enricher, String...)} of a record that has native fields, too. */
  public static String json(Enricher enricher, Map<String, ?> natives, String... normal)
      throws Exception {
    EcsFields fields = fields(normal);
    LogEvent event = Records.event(new LinkedHashMap<>(natives));
    enricher.enrich(new Subject(fields, event).of(event, SECONDS));
    JsonBuffer out = new JsonBuffer(256);
    fields.writeTo(out);
    String members = new String(out.toByteArray(), StandardCharsets.UTF_8);
    return "{" + (members.isEmpty() ? "" : members.substring(1)) + "}";
  }

  /** A normal form of these texts. */
  public static EcsFields fields(String... normal) {
    EcsFields fields = new EcsFields(EcsSchema.get());
    List<String> all = List.of(normal);
    for (int i = 0; i < all.size(); i += 2) {
      fields.add(EcsSchema.get().field(all.get(i)), all.get(i + 1));
    }
    return fields;
  }
}
