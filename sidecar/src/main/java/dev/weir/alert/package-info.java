/**
 * Alerts: what the matches of a rule come to for one group in one window of time. A match is stored
 * before its record is final; an alert gathers the matches of its rule and group.
 */
@NullMarked
package dev.weir.alert;

import org.jspecify.annotations.NullMarked;
