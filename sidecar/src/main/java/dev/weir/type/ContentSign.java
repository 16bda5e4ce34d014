package dev.weir.type;

import java.util.function.Predicate;

/**
 * Tells a type by the beginning of an object's content.
 *
 * @param text what it looks for, in words for people
 * @param isThere whether that is there
 */
public record ContentSign(String text, Predicate<Head> isThere) {
  /** Whether the content begins so. */
  boolean isIn(Head head) {
    return isThere.test(head);
  }
}
