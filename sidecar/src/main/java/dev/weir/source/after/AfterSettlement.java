package dev.weir.source.after;

/** What is to become of a bucket's objects when they are settled. */
public sealed interface AfterSettlement {
  /** Nothing. */
  record Keep() implements AfterSettlement {}

  /** They get this tag beside those they have. */
  record Tag(String key, String value, AfterWhen when) implements AfterSettlement {
    public Tag(String key, String value) {
      this(key, value, AfterWhen.UNDERSTOOD);
    }
  }

  /**
   * They go to the same bucket, under this prefix before their whole key; with the ETag behind it
   * where another object of that key lies there already.
   */
  record Move(String prefix, AfterWhen when) implements AfterSettlement {
    public Move(String prefix) {
      this(prefix, AfterWhen.UNDERSTOOD);
    }
  }

  /** They are deleted; in a bucket with versions, that version. */
  record Delete(AfterWhen when) implements AfterSettlement {
    public Delete() {
      this(AfterWhen.UNDERSTOOD);
    }
  }

  /** For which objects it is done. */
  default AfterWhen when() {
    return AfterWhen.UNDERSTOOD;
  }

  /** A metric's label. */
  default String label() {
    return switch (this) {
      case Keep _ -> "keep";
      case Tag _ -> "tag";
      case Move _ -> "move";
      case Delete _ -> "delete";
    };
  }
}
