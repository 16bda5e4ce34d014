package dev.weir.enrich.geo;

import org.jspecify.annotations.Nullable;

/** What databases say of one address: the JSON values of fields, ready to be written. Immutable. */
final class GeoAnswer {
  /** Nothing is known. */
  static final GeoAnswer NOTHING = new GeoAnswer(new byte[GeoPart.COUNT][], true);

  private final byte[] @Nullable [] values;
  private final boolean nothing;

  private GeoAnswer(byte[] @Nullable [] values, boolean nothing) {
    this.values = values;
    this.nothing = nothing;
  }

  /** An answer of these values, by {@link GeoPart#place}; null for what is not known. */
  static GeoAnswer of(byte[] @Nullable [] values) {
    return new GeoAnswer(values, false);
  }

  boolean isNothing() {
    return nothing;
  }

  byte @Nullable [] value(int part) {
    return values[part];
  }
}
