package dev.weir.cli;

import dev.weir.rule.Place;

/**
 * One test of a rule: a record that it has to match, or has to leave alone.
 *
 * @param place where it is written
 * @param rule the rule's id
 * @param type the record's log type
 * @param record as it lies in an object of this type: a line, or JSON
 * @param match whether the rule has to match
 */
record RuleCase(Place place, String rule, String type, String record, boolean match) {}
