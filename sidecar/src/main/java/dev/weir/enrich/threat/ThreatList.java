package dev.weir.enrich.threat;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.enrich.Tally;
import dev.weir.feed.KeptList;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One list in the enrichment, and what a match in it becomes in the document. Thread-safe. */
public final class ThreatList {
  private static final EcsField FEED = EcsSchema.get().field("threat.feed.name");
  private static final EcsField CONFIDENCE = field("confidence");
  private static final EcsField LABEL = field("description");
  private static final EcsField NAME = field("name");
  private static final EcsField PROVIDER = field("provider");
  private static final EcsField TYPE = field("type");

  private final KeptList<Indicators> list;
  private final byte[] name;
  private final byte @Nullable [] provider;
  private final Tally tally;

  /**
   * A list.
   *
   * @param provider who makes it; null for none
   */
  public ThreatList(KeptList<Indicators> list, @Nullable String provider, Tally tally) {
    this.list = list;
    this.name = list.name().getBytes(StandardCharsets.UTF_8);
    this.provider = provider == null ? null : provider.getBytes(StandardCharsets.UTF_8);
    this.tally = tally;
  }

  private static EcsField field(String name) {
    return EcsSchema.get().field("threat.indicator." + name);
  }

  /** What is in force; null for nothing. */
  @Nullable Indicators get() {
    return list.get();
  }

  Tally tally() {
    return tally;
  }

  /** Adds what is known of a match. The entry's text stays as it is. */
  void fill(
      EcsFields fields,
      IndicatorNotes notes,
      int indicator,
      byte[] type,
      byte[] entry,
      int at,
      int length) {
    fields.add(FEED, name, 0, name.length);
    fields.add(NAME, entry, at, length);
    fields.add(TYPE, type, 0, type.length);
    if (provider != null) {
      fields.add(PROVIDER, provider, 0, provider.length);
    }
    Confidence confidence = notes.confidence(indicator);
    if (confidence != null) {
      fields.add(CONFIDENCE, confidence.word());
    }
    String label = notes.label(indicator);
    if (label != null) {
      fields.add(LABEL, label);
    }
  }
}
