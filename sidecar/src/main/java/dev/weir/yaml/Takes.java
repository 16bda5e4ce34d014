package dev.weir.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link Form} takes: the page of keys and the schema for editors are made from it. */
public sealed interface Takes {
  /** What a form takes that does not say so. */
  Takes UNSAID = new Text("text", null);

  /** A whole number. */
  record Whole(int min, int max) implements Takes {}

  /** A number from 0 to 1. */
  record Share() implements Takes {}

  /**
   * A value or several, of any kind.
   *
   * @param what as in {@link Text}
   */
  record Any(String what) implements Takes {}

  /** True or false. */
  record Truth() implements Takes {}

  /** One of these words. */
  record Words(List<String> words) implements Takes {
    public Words {
      words = List.copyOf(words);
    }
  }

  /** A duration, the bounds included. */
  record Time(String min, String max) implements Takes {}

  /** A size in bytes, the bounds included. */
  record Size(String min, String max) implements Takes {}

  /**
   * A text.
   *
   * @param what it is, in a few words without an article; code in back quotes
   * @param pattern a regular expression that the whole text matches; null where none says it
   * @param kinds texts of which a reader takes each in another way; empty if it knows one way only
   */
  record Text(String what, @Nullable String pattern, List<String> kinds) implements Takes {
    public Text {
      kinds = List.copyOf(kinds);
    }

    public Text(String what, @Nullable String pattern) {
      this(what, pattern, List.of());
    }
  }
}
