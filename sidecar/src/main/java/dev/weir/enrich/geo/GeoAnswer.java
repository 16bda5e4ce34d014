package dev.weir.enrich.geo;

import dev.weir.ecs.EcsValue;
import org.jspecify.annotations.Nullable;

/** What databases say of one address: the values of fields. Immutable. */
final class GeoAnswer {
  /** Nothing is known. */
  static final GeoAnswer NOTHING = new GeoAnswer(new EcsValue[GeoPart.COUNT], true);

  private final @Nullable EcsValue[] values;
  private final boolean nothing;

  private GeoAnswer(@Nullable EcsValue[] values, boolean nothing) {
    this.values = values;
    this.nothing = nothing;
  }

  /** An answer of these values, by {@link GeoPart#place}; null for what is not known. */
  static GeoAnswer of(@Nullable EcsValue[] values) {
    return new GeoAnswer(values, false);
  }

  boolean isNothing() {
    return nothing;
  }

  @Nullable EcsValue value(int part) {
    return values[part];
  }
}
