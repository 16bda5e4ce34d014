package dev.weir.notify;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import java.util.List;
import java.util.Map;

/**
 * A text with the words of an alert in it, in Mustache. What an alert says is escaped before it
 * comes here, so no template can leave that out. Thread-safe.
 */
final class MessageTemplate {
  /** The words of an alert. */
  static final List<String> WORDS =
      List.of(
          "severity",
          "title",
          "sentence",
          "description",
          "rule",
          "alert",
          "count",
          "first",
          "last",
          "account",
          "region",
          "type",
          "group");

  private static final int MOST_CHARACTERS = 16_384;

  static final Form<MessageTemplate> FORM =
      Forms.text("template in Mustache", MessageTemplate::new);

  private final String source;
  private final Template template;

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if it is none, or asks for a word that alerts do not have
   */
  MessageTemplate(String source) {
    if (source.isBlank() || source.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "a template with at least one and at most " + MOST_CHARACTERS + " characters");
    }
    this.source = source;
    try {
      this.template =
          Mustache.compiler()
              .escapeHTML(false)
              .emptyStringIsFalse(true)
              .defaultValue("")
              .compile(source);
    } catch (MustacheException e) {
      throw new IllegalArgumentException("a template in Mustache (" + e.getMessage() + ")", e);
    }
    template.visit(new KnownWords());
  }

  /** The text with these words. */
  String write(Map<String, String> words) {
    return template.execute(words);
  }

  @Override
  public String toString() {
    return source;
  }

  /** Complains of what no alert has. */
  private static final class KnownWords implements Mustache.Visitor {
    @Override
    public void visitText(String text) {
      if (text.contains("{{")) {
        throw new IllegalArgumentException("a template in which each {{ has its }}");
      }
    }

    @Override
    public void visitVariable(String name) {
      check(name);
    }

    @Override
    public boolean visitInclude(String name) {
      throw new IllegalArgumentException("a template without parts of other files ({{>...}})");
    }

    @Override
    public boolean visitParent(String name) {
      return visitInclude(name);
    }

    @Override
    public boolean visitBlock(String name) {
      return visitInclude(name);
    }

    @Override
    public boolean visitSection(String name) {
      check(name);
      return true;
    }

    @Override
    public boolean visitInvertedSection(String name) {
      check(name);
      return true;
    }

    private static void check(String name) {
      if (!WORDS.contains(name)) {
        throw new IllegalArgumentException(
            "a template with words of these: " + String.join(", ", WORDS));
      }
    }
  }
}
