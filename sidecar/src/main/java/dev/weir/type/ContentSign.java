package dev.weir.type;

import java.util.List;
import java.util.function.Predicate;

/**
 * Tells a type by the beginning of an object's content.
 *
 * @param text what it looks for, in words for people
 * @param isThere whether that is there
 * @param alike types whose logs may have it as well, and are told only by a key or by name
 * @param anyJson whether any JSON has it, so that all other signs go before it
 */
public record ContentSign(
    String text, Predicate<Head> isThere, List<String> alike, boolean anyJson) {
  /** A sign that not all content of a kind has. */
  ContentSign(String text, Predicate<Head> isThere, List<String> alike) {
    this(text, isThere, alike, false);
  }

  /** Whether the content begins so. */
  boolean isIn(Head head) {
    return isThere.test(head);
  }
}
