package dev.weir.type;

import java.util.function.Predicate;

/**
 * Tells a type by the beginning of an object's content.
 *
 * @param text what it looks for, in words for people
 * @param isThere whether that is there
 */
public record ContentSign(String text, Predicate<Head> isThere) {
  /** Never: the type shows in keys and configuration only. */
  static final ContentSign NONE = new ContentSign("", head -> false);

  /** Whether the content begins so. */
  boolean isIn(Head head) {
    return isThere.test(head);
  }

  /** What either of the two takes. */
  ContentSign or(ContentSign other) {
    return text.isEmpty()
        ? other
        : new ContentSign(text + ", or " + other.text, isThere.or(other.isThere));
  }
}
