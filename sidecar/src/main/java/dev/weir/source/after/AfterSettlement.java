package dev.weir.source.after;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.List;
import java.util.Locale;

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

  /** The choices, by their names in the file. */
  enum Action {
    KEEP,
    TAG,
    MOVE,
    DELETE
  }

  /** A tag's key or value. */
  Form<String> TAG_TEXT = Forms.text("text of a tag", AfterSettlement::tagText);

  /** Where moved objects go. */
  Form<String> PREFIX = Forms.text("prefix that ends in `/`", AfterSettlement::prefix);

  /** Reads {@code after} of a bucket. */
  static AfterSettlement read(Section section) {
    Action action = section.value("action", Action.KEEP, Forms.choice(Action.class));
    foreign(section, action, Action.TAG, List.of("key", "value"));
    foreign(section, action, Action.MOVE, List.of("prefix"));
    if (action == Action.KEEP && section.has("when")) {
      section.problem(
          "when", "'when' with action keep", "action: tag, move or delete, or no 'when'");
    }
    AfterWhen when = section.value("when", AfterWhen.UNDERSTOOD, Forms.choice(AfterWhen.class));
    return switch (action) {
      case KEEP -> new Keep();
      case DELETE -> new Delete(when);
      case TAG ->
          new Tag(
              section.value("key", "weir", TAG_TEXT),
              section.value("value", "settled", TAG_TEXT),
              when);
      case MOVE -> new Move(section.required("prefix", "", "where they go", PREFIX), when);
    };
  }

  private static void foreign(Section section, Action given, Action owner, List<String> keys) {
    for (String key : keys) {
      if (section.has(key) && given != owner) {
        section.problem(
            key,
            "'" + key + "' with action " + given.name().toLowerCase(Locale.ROOT),
            "action: " + owner.name().toLowerCase(Locale.ROOT) + ", or no '" + key + "'");
      }
    }
  }

  private static String tagText(String text) {
    if (text.isBlank() || text.length() > 128 || !text.matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*")) {
      throw new IllegalArgumentException(
          "a tag's text: up to 128 letters, digits, _ . : / = + - @");
    }
    return text;
  }

  private static String prefix(String text) {
    if (!text.endsWith("/") || text.startsWith("/") || text.contains("//") || text.length() > 512) {
      throw new IllegalArgumentException("a prefix that ends in a slash, such as settled/");
    }
    return text;
  }
}
