package dev.weir.event;

/** Looks at the values that a path leads to, until it has seen enough. */
@FunctionalInterface
public interface LeafVisitor {
  /**
   * Looks at one: a text, a number, a boolean, or nil.
   *
   * @param value is valid during the call
   * @return whether to go on
   */
  boolean visit(FieldValue value);
}
