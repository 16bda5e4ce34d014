package dev.weir.type;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fields whose values, taken together, name an event for ever and everywhere.
 *
 * @param parts in order; an event without one that is not optional has no own id
 * @param issuer who gives these ids; null if nobody can tell by an object's key
 */
public record EventId(List<Part> parts, @Nullable Issuer issuer) {
  private static final String OPTIONAL = "?";

  /**
   * One of the fields.
   *
   * @param paths its names in the forms that the event may have; the first that is there counts
   * @param optional whether the others name the event where it is not there
   */
  public record Part(List<String> paths, boolean optional) {
    public Part {
      paths = List.copyOf(paths);
    }
  }

  /**
   * The service that writes these events, each account's under keys of its own.
   *
   * @param keys what such a key begins with, behind the prefix that the service was told; its group
   *     {@code account} is the account
   * @param account the field in which an event names its account: ids count where it is the key's
   */
  public record Issuer(Pattern keys, String account) {
    /** The name of the group. */
    public static final String GROUP = "account";

    /** The account whose events lie under a key; null where the service does not write. */
    public @Nullable String account(String key) {
      Matcher matcher = keys.matcher(key);
      return matcher.lookingAt() ? matcher.group(GROUP) : null;
    }
  }

  public EventId {
    if (parts.stream().allMatch(Part::optional)) {
      throw new IllegalArgumentException("an event id needs a field that is always there");
    }
    parts = List.copyOf(parts);
  }

  /** The names of the fields, in all forms. */
  public List<String> paths() {
    return parts.stream().flatMap(part -> part.paths().stream()).toList();
  }

  /** How a file writes a part. */
  static final Form<Part> PART = Forms.text("path of a field", EventId::part);

  /**
   * Reads a field's name, or several with bars between them; a question mark behind it says that it
   * is optional.
   */
  static Part part(String text) {
    boolean optional = text.endsWith(OPTIONAL);
    String names = optional ? text.substring(0, text.length() - OPTIONAL.length()) : text;
    return new Part(
        List.of(names.split("\\|", -1)).stream().map(TypeFile::path).toList(), optional);
  }
}
