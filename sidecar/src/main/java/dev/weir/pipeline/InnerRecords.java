package dev.weir.pipeline;

import dev.weir.ecs.EcsFields;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.msgpack.MsgpackException;
import dev.weir.parse.InnerReader;
import dev.weir.parse.Surroundings;
import dev.weir.parse.TypeParser;
import dev.weir.type.InnerRule;
import dev.weir.type.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The records that lie in the records of one type: which type each is of, and its fields. Only the
 * rules choose among types; what no rule is for is of the one type that objects have, or {@code
 * text}. One for each worker; not thread-safe.
 */
final class InnerRecords {
  private final RecordFormat.Inner format;
  private final TypeParser holder;
  private final InnerReader reader;
  private final Surroundings surroundings = new Surroundings();
  private final Routes routes;
  private final Function<TypeRoute, TypeParser> parsers;
  private final @Nullable FieldPath by;
  private final FieldValue name = new FieldValue();

  /** The name that rules were last asked for, and what they said. */
  private byte @Nullable [] lastName;

  private @Nullable TypeRoute lastRoute;
  private @Nullable TypeRoute route;
  private boolean found;

  /**
   * A chooser for records of one type.
   *
   * @param holder reads those records themselves
   */
  InnerRecords(
      RecordFormat.Inner format,
      TypeParser holder,
      ReservedNames reserved,
      Routes routes,
      Function<TypeRoute, TypeParser> parsers) {
    this.format = format;
    this.holder = holder;
    this.reader = new InnerReader(format, reserved);
    this.routes = routes;
    this.parsers = parsers;
    this.by = format.by() == null ? null : FieldPath.of(format.by());
  }

  /**
   * Finds the fields of what lies in a record, whose {@link #route} is known then.
   *
   * @return null if nothing lies in it
   */
  @Nullable LogEvent fields(LogEvent outer) throws MsgpackException {
    found = reader.find(outer);
    if (!found) {
      return null;
    }
    TypeRoute ruled = ruled(outer);
    LogEvent fields = ruled == null || !parser(ruled).readsLines() ? reader.fields() : null;
    if (ruled == null) {
      ruled = unruled(fields != null);
    }
    route = ruled;
    TypeParser parser = parser(ruled);
    if (fields != null) {
      return parser.fields(fields, true);
    }
    if (!reader.isText()) {
      LogEvent members = reader.fields();
      found = members != null;
      return members == null ? null : parser.fields(members, true);
    }
    return parser.readsLines()
        ? parser.fields(reader.line(), true)
        : parser.fieldsOfText(reader.line());
  }

  private TypeRoute unruled(boolean object) {
    TypeRoute named = object ? routes.named(format.objects()) : null;
    return named != null ? named : Objects.requireNonNull(routes.named(object ? "json" : "text"));
  }

  /** What the configuration says of the type of what was found. */
  TypeRoute route() {
    return Objects.requireNonNull(route);
  }

  /** Reads records of the type of what was found. */
  TypeParser parser() {
    return parser(route());
  }

  /** Fills the normal form with what the record around the one that was found says. */
  void normalizeHolder(LogEvent outer, EcsFields normal) throws MsgpackException {
    if (found) {
      holder.normalize(outer, normal);
    }
  }

  /**
   * Writes what lies around what was found, or around a record in which nothing was, as the member
   * {@code envelope}.
   *
   * @return whether all text was valid UTF-8
   */
  boolean writeSurroundings(LogEvent outer, JsonBuffer out) throws MsgpackException {
    return surroundings.write(",\"envelope\":", outer, found ? reader.found() : null, out);
  }

  /** What of these surroundings was no valid text, as it came, in base64, a comma before each. */
  void writeInvalidTo(JsonBuffer out) {
    surroundings.writeInvalidTo(out);
  }

  private TypeParser parser(TypeRoute of) {
    return parsers.apply(of);
  }

  private @Nullable TypeRoute ruled(LogEvent outer) throws MsgpackException {
    if (by == null || !outer.find(by, name) || !name.isText()) {
      return null;
    }
    int to = name.at() + name.length();
    if (lastName == null
        || !Arrays.equals(lastName, 0, lastName.length, name.bytes(), name.at(), to)) {
      lastName = Arrays.copyOfRange(name.bytes(), name.at(), to);
      lastRoute = ruled(new String(lastName, StandardCharsets.UTF_8));
    }
    return lastRoute;
  }

  private @Nullable TypeRoute ruled(String of) {
    for (InnerRule rule : format.rules()) {
      TypeRoute known = routes.named(rule.type());
      if (known != null && rule.match().matches(of)) {
        return known;
      }
    }
    return null;
  }
}
