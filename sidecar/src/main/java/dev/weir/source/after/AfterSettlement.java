package dev.weir.source.after;

/** What is to become of a bucket's objects when they are settled. */
public sealed interface AfterSettlement {
  /** Nothing. */
  record Keep() implements AfterSettlement {}

  /** They get this tag beside those they have. */
  record Tag(String key, String value) implements AfterSettlement {}

  /**
   * They go to the same bucket, under this prefix before their whole key; with the ETag behind it
   * where another object of that key lies there already.
   */
  record Move(String prefix) implements AfterSettlement {}

  /** They are deleted; in a bucket with versions, that version. */
  record Delete() implements AfterSettlement {}

  /** A metric's label. */
  default String label() {
    return switch (this) {
      case Keep() -> "keep";
      case Tag(String key, String value) -> "tag";
      case Move(String prefix) -> "move";
      case Delete() -> "delete";
    };
  }
}
