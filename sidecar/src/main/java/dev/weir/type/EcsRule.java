package dev.weir.type;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a field of the Elastic Common Schema gets its value. Of several rules for one field, which
 * stand one after the other, the first that gives a value counts; those with {@code all} each add
 * theirs.
 *
 * @param field its name, such as {@code source.ip}
 * @param when what has to hold for the rule to be asked: for each native field the values of which
 *     it has one, {@code *} for any; empty for always
 * @param unless where one of these holds, the rule is not asked; empty for never
 * @param from the native fields, the first that gives a value counts; none for a constant. In
 *     {@code resources.*.arn} the star stands for each element of an array
 * @param all whether each of {@code from}, and each element, adds a value, instead of the first one
 *     only
 * @param part the part of the value that is looked at; null for all of it
 * @param form how the value is understood; one that does not fit gives nothing
 * @param map what values become, by {@code *} all others, by {@code 4xx} a class of a status; empty
 *     for the value itself
 * @param absent the value where none of {@code from} is there, or null
 * @param values the constant; more than one make an array
 */
public record EcsRule(
    String field,
    Map<String, List<String>> when,
    Map<String, List<String>> unless,
    List<String> from,
    boolean all,
    @Nullable Part part,
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
    /** A name of the DNS: in lower case, without the dot at its end. */
    DOMAIN,
    /** An address; what is none is left out. */
    IP,
    /** A text with {@code %20} for blanks and its like (RFC 3986, section 2.1), decoded once. */
    DECODED,
    /** A number, of a decimal its whole part; what is none is left out. */
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
    SECONDS,
    /** Microseconds, a whole number of them, in nanoseconds. */
    MICROS,
    /** The account in an ARN. */
    ARN_ACCOUNT,
    /** The region in an ARN; global resources have none. */
    ARN_REGION,
    /** The region that a name begins with, as that of an availability zone. */
    REGION_OF,
    /** The version in a protocol's name, {@code 1.2} of {@code TLSv1.2} and {@code tlsv12}. */
    TLS_VERSION,
    /** The protocol in such a name, {@code tls} or {@code ssl}. */
    TLS_PROTOCOL
  }

  /**
   * A part of a text, such as the session's name in {@code AROAEXAMPLE:session}. A text that lacks
   * a mark has no such part.
   *
   * @param after what it begins behind, where that first stands; empty for the text's beginning
   * @param before what it ends before, where that first stands from there on; empty for the text's
   *     end
   */
  public record Part(String after, String before) {}

  public EcsRule {
    when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
    unless = Collections.unmodifiableMap(new LinkedHashMap<>(unless));
    from = List.copyOf(from);
    map = Map.copyOf(map);
    values = List.copyOf(values);
  }

  /** Whether it always takes this native field, and that as it is. */
  public boolean copies(String name) {
    return from.equals(List.of(name)) && equals(plain(field, from));
  }

  /** A rule that takes the first of these fields as it is. */
  static EcsRule plain(String field, List<String> from) {
    return new EcsRule(
        field, Map.of(), Map.of(), from, false, null, Form.VALUE, Map.of(), null, List.of());
  }
}
