package dev.weir.type;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a field of the Elastic Common Schema gets its value.
 *
 * @param field its name, such as {@code source.ip}
 * @param from the native fields, the first that is there counts; none for a constant
 * @param all whether each of {@code from} adds a value, instead of the first one only
 * @param form how the value is understood; one that does not fit gives nothing
 * @param map what values become, by {@code *} all others, by {@code 4xx} a class of a status; empty
 *     for the value itself
 * @param absent the value where none of {@code from} is there, or null
 * @param values the constant; more than one make an array
 */
public record EcsRule(
    String field,
    List<String> from,
    boolean all,
    Form form,
    Map<String, List<String>> map,
    @Nullable List<String> absent,
    List<String> values) {
  /** How a native value is understood. */
  public enum Form {
    /** As it is: text, or a number as its digits. */
    VALUE,
    /** In lower case. */
    LOWER,
    /** An address; what is none is left out. */
    IP,
    /** A number; what is none is left out. */
    LONG,
    /** The address of {@code 10.0.0.1:80}, {@code [::1]:80} or a bare one. */
    HOST_OF,
    /** The port of {@code 10.0.0.1:80}. */
    PORT_OF,
    /** The method of a request line, {@code GET /a HTTP/1.1}. */
    METHOD_OF,
    /** What a request line asks for. */
    TARGET_OF,
    /** The version of a request line. */
    VERSION_OF,
    /** Seconds, in nanoseconds. */
    SECONDS
  }

  public EcsRule {
    from = List.copyOf(from);
    map = Map.copyOf(map);
    values = List.copyOf(values);
  }
}
