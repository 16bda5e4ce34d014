package dev.weir.enrich.threat;

import dev.weir.enrich.Subject;

/** Looks one kind of value up. Thread-safe. */
interface Matcher {
  /**
   * Looks a value up in a list.
   *
   * @param value one of the record's normal form, a text
   * @param into the list, which says what a match becomes
   * @return whether the list has it, for the time of the event
   */
  boolean match(Subject record, int value, Indicators in, ThreatList into);
}
