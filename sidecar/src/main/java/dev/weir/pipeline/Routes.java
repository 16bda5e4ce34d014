package dev.weir.pipeline;

import dev.weir.alert.AlertSettings;
import dev.weir.detect.DetectionSet;
import dev.weir.record.FieldNames;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds what the configuration says for a tag. A tag chooses among known types only. */
public final class Routes {
  private static final List<String> ORIGINS = List.of("s3.", "host.");

  private final Map<String, TypeRoute> byType = new HashMap<>();
  private final TypeRoute other;
  private final FieldNames names;
  private final Supplier<DetectionSet> detections;
  private final IdTrust trust;
  private final AlertSettings alerts;

  /**
   * Makes the route of each type once.
   *
   * @param names resolved the fields that flags and filters look at
   * @param detections gives the rules in force now
   * @param trust which objects may name their records by ids of their own
   * @param alerts which matches become alerts
   */
  public Routes(
      LogTypes types,
      FieldNames names,
      Function<LogType, TypeRoute> route,
      Supplier<DetectionSet> detections,
      IdTrust trust,
      AlertSettings alerts) {
    this.names = names;
    this.detections = detections;
    this.trust = trust;
    this.alerts = alerts;
    types.all().forEach(type -> byType.put(type.name(), route.apply(type)));
    other = byType.getOrDefault("json", route.apply(LogTypes.text()));
  }

  /** Resolved the fields that flags and filters look at. */
  FieldNames names() {
    return names;
  }

  /** Gives the rules in force now. */
  Supplier<DetectionSet> detections() {
    return detections;
  }

  /** Which objects may name their records by ids of their own. */
  IdTrust trust() {
    return trust;
  }

  /** Which matches become alerts. */
  AlertSettings alerts() {
    return alerts;
  }

  /** The route of a type of this name; null if there is none. */
  @Nullable TypeRoute named(String type) {
    return byType.get(type);
  }

  /**
   * The route of {@code s3.<type>}, {@code host.<type>} or {@code <type>}; of plain JSON for any
   * other tag.
   */
  TypeRoute byTag(String tag) {
    String name = tag;
    for (String origin : ORIGINS) {
      if (tag.startsWith(origin)) {
        name = tag.substring(origin.length());
      }
    }
    return byType.getOrDefault(name, other);
  }
}
