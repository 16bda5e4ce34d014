package dev.weir.type;

/** Tells a type by the beginning of an object's content. */
@FunctionalInterface
public interface ContentSign {
  /** Never: the type shows in keys and configuration only. */
  ContentSign NONE = head -> false;

  boolean isIn(Head head);

  /** A JSON object with all of these top-level members, as far as the head reaches. */
  static ContentSign members(String... names) {
    return head -> head.hasMembers(names);
  }

  default ContentSign or(ContentSign other) {
    return head -> isIn(head) || other.isIn(head);
  }

  default ContentSign and(ContentSign other) {
    return head -> isIn(head) && other.isIn(head);
  }
}
