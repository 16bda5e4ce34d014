package dev.weir.enrich.threat;

import org.jspecify.annotations.Nullable;

/**
 * What a list says of indicators.
 *
 * @param confidence how sure it is
 * @param label what it is of, such as a malware's name
 */
record IndicatorNote(@Nullable Confidence confidence, @Nullable String label) {
  static final IndicatorNote NOTHING = new IndicatorNote(null, null);
}
