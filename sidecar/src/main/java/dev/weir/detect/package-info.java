/**
 * Holds records against the rules for their type. After {@code filter}, before documents are
 * written. A rule is looked at only if something is in the record that must be in all that it
 * matches. Doors: {@link dev.weir.detect.DetectionSet} compiles rules, {@link
 * dev.weir.detect.Detector} holds records against them.
 */
@NullMarked
package dev.weir.detect;

import org.jspecify.annotations.NullMarked;
