package dev.weir.parse;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackType;
import dev.weir.type.EcsRule;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills the normal form from the native fields, by the rules of a type. What does not fit a field
 * is left out of it: it stays where it came from. Not thread-safe.
 */
final class EcsMapping {
  private static final int MOST_ROOM = 1 << 16;

  private final Compiled[] rules;
  private final Source[] sources;

  EcsMapping(List<EcsRule> rules, EcsSchema schema) {
    Map<String, Source> byPath = new LinkedHashMap<>();
    this.rules =
        rules.stream().map(rule -> new Compiled(rule, schema, byPath)).toArray(Compiled[]::new);
    this.sources = byPath.values().toArray(Source[]::new);
  }

  void apply(LogEvent event, EcsFields fields) throws MsgpackException {
    for (Source source : sources) {
      source.forget();
    }
    for (Compiled rule : rules) {
      rule.apply(event, fields);
    }
  }

  /** A native field, looked up once for all rules that take from it. */
  private static final class Source {
    private enum State {
      UNKNOWN,
      ABSENT,
      /** There, but a filter took it away or masked it: it does not come back here. */
      CHANGED,
      THERE
    }

    private final FieldPath path;
    private final FieldValue value = new FieldValue();
    private State state = State.UNKNOWN;
    private State address = State.UNKNOWN;

    Source(String path) {
      this.path = FieldPath.of(path);
    }

    void forget() {
      state = State.UNKNOWN;
      address = State.UNKNOWN;
    }

    State look(LogEvent event) throws MsgpackException {
      if (state == State.UNKNOWN) {
        boolean there = event.find(path, value);
        state = !there ? State.ABSENT : event.isChanged(value) ? State.CHANGED : State.THERE;
      }
      return state;
    }

    boolean isAddress() {
      if (address == State.UNKNOWN) {
        boolean is =
            value.isText() && Addresses.isAddress(value.bytes(), value.at(), value.length());
        address = is ? State.THERE : State.ABSENT;
      }
      return address == State.THERE;
    }
  }

  private static final class Compiled {
    private final EcsField field;
    private final Source[] from;
    private final boolean all;
    private final EcsRule.Form form;
    private final @Nullable ValueMap map;
    private final byte @Nullable [] absent;
    private final byte @Nullable [] constant;
    private byte[] room = new byte[64];

    Compiled(EcsRule rule, EcsSchema schema, Map<String, Source> sources) {
      field = schema.field(rule.field());
      from =
          rule.from().stream()
              .map(path -> sources.computeIfAbsent(path, Source::new))
              .toArray(Source[]::new);
      all = rule.all();
      form = rule.form();
      Map<String, byte[]> mapped = new HashMap<>();
      rule.map().forEach((key, values) -> mapped.put(key, json(values)));
      map = mapped.isEmpty() ? null : new ValueMap(mapped);
      absent = rule.absent() == null ? null : json(rule.absent());
      constant = rule.values().isEmpty() ? null : json(rule.values());
    }

    /** A constant as JSON: a text, a number where the field holds numbers, an array of several. */
    private byte[] json(List<String> values) {
      JsonBuffer out = new JsonBuffer(64);
      for (int i = 0; i < values.size(); i++) {
        if (values.size() > 1) {
          out.raw(i == 0 ? '[' : ',');
        }
        if (field.type() == EcsField.Type.LONG) {
          out.number(Long.parseLong(values.get(i)));
        } else {
          out.string(values.get(i));
        }
      }
      return (values.size() > 1 ? out.raw(']') : out).toByteArray();
    }

    void apply(LogEvent event, EcsFields fields) throws MsgpackException {
      if (constant != null) {
        fields.setJson(field, constant);
        return;
      }
      boolean there = false;
      for (Source source : from) {
        Source.State state = source.look(event);
        there |= state != Source.State.ABSENT;
        if (state == Source.State.THERE && take(source, fields) && !all) {
          return;
        }
      }
      if (!there && absent != null) {
        fields.setJson(field, absent);
      }
    }

    private boolean take(Source source, EcsFields fields) {
      FieldValue value = source.value;
      if (map != null) {
        byte[] mapped = map.of(value);
        if (mapped != null) {
          fields.setJson(field, mapped);
        }
        return mapped != null;
      }
      return switch (form) {
        case VALUE ->
            switch (field.type()) {
              case LONG -> number(value, fields);
              case IP -> address(source, fields);
              case KEYWORD, TEXT, DATE, GEO_POINT, STORED -> text(value, fields);
            };
        case LOWER -> lower(value, fields);
        case IP -> address(source, fields);
        case LONG -> number(value, fields);
        case HOST_OF -> value.isText() && host(value, fields);
        case PORT_OF -> value.isText() && port(value, fields);
        case METHOD_OF, TARGET_OF, VERSION_OF -> value.isText() && ofRequestLine(value, fields);
        case SECONDS -> seconds(value, fields);
      };
    }

    private boolean text(FieldValue value, EcsFields fields) {
      if (value.isText()) {
        return value.length() > 0 && put(value.bytes(), value.at(), value.length(), fields);
      }
      String text = value.text();
      if (text.isEmpty()) {
        return false;
      }
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      return put(utf8, 0, utf8.length, fields);
    }

    private boolean put(byte[] bytes, int at, int length, EcsFields fields) {
      if (field.type() == EcsField.Type.IP && !Addresses.isAddress(bytes, at, length)) {
        return false;
      }
      fill(bytes, at, length, fields);
      return true;
    }

    private void fill(byte[] bytes, int at, int length, EcsFields fields) {
      if (all) {
        fields.add(field, bytes, at, length);
      } else {
        fields.set(field, bytes, at, length);
      }
    }

    private boolean lower(FieldValue value, EcsFields fields) {
      if (!value.isText() || value.length() == 0) {
        return false;
      }
      int length = value.length();
      byte[] lower = room(length);
      for (int i = 0; i < length; i++) {
        byte b = value.bytes()[value.at() + i];
        lower[i] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
      }
      return put(lower, 0, length, fields);
    }

    /** Bytes that hold one value until the record is written; of several values each needs some. */
    private byte[] room(int length) {
      if (all || length > MOST_ROOM) {
        return new byte[length];
      }
      if (room.length < length) {
        room = new byte[2 * length];
      }
      return room;
    }

    private boolean address(Source source, EcsFields fields) {
      if (!source.isAddress()) {
        return false;
      }
      fill(source.value.bytes(), source.value.at(), source.value.length(), fields);
      return true;
    }

    private boolean number(FieldValue value, EcsFields fields) {
      if (value.isInteger()) {
        fields.set(field, value.integer());
        return true;
      }
      if (!value.isText() || value.length() == 0 || value.length() > 18) {
        return false;
      }
      for (int i = value.at(); i < value.at() + value.length(); i++) {
        if (value.bytes()[i] < '0' || value.bytes()[i] > '9') {
          return false;
        }
      }
      fields.set(field, Long.parseLong(value.text()));
      return true;
    }

    private boolean seconds(FieldValue value, EcsFields fields) {
      double seconds;
      if (value.isInteger()) {
        seconds = value.integer();
      } else if (value.type() == MsgpackType.FLOAT || value.isText()) {
        try {
          seconds = Double.parseDouble(value.text());
        } catch (NumberFormatException e) {
          return false;
        }
      } else {
        return false;
      }
      if (!(seconds >= 0 && seconds < 1e9)) {
        return false;
      }
      fields.set(field, Math.round(seconds * 1e9));
      return true;
    }

    /** Where the host of {@code host:port} ends. */
    private static int hostEnd(FieldValue value) {
      byte[] b = value.bytes();
      int to = value.at() + value.length();
      for (int i = to - 1; i > value.at(); i--) {
        if (b[i] == ':') {
          // A bare IPv6 address has several colons and no bracket before the last.
          boolean bare = Addresses.isAddress(b, value.at(), value.length());
          return bare ? to : i;
        }
        if (b[i] < '0' || b[i] > '9') {
          return to;
        }
      }
      return to;
    }

    private boolean host(FieldValue value, EcsFields fields) {
      int end = hostEnd(value);
      int at = value.at();
      if (end - at > 2 && value.bytes()[at] == '[' && value.bytes()[end - 1] == ']') {
        return put(value.bytes(), at + 1, end - at - 2, fields);
      }
      return end > at && put(value.bytes(), at, end - at, fields);
    }

    private boolean port(FieldValue value, EcsFields fields) {
      int from = hostEnd(value) + 1;
      int to = value.at() + value.length();
      if (from >= to || to - from > 5) {
        return false;
      }
      int port = 0;
      for (int i = from; i < to; i++) {
        port = port * 10 + value.bytes()[i] - '0';
      }
      fields.set(field, port);
      return true;
    }

    /** What is no method begins no request line, such as the hyphens of a broken request. */
    private static boolean isMethod(byte[] b, int from, int to) {
      for (int i = from; i < to; i++) {
        if ((b[i] < 'A' || b[i] > 'Z') && b[i] != '-' && b[i] != '_') {
          return false;
        }
      }
      return to > from && b[from] != '-';
    }

    /** {@code GET /a HTTP/1.1}; the target may hold blanks. */
    private boolean ofRequestLine(FieldValue value, EcsFields fields) {
      byte[] b = value.bytes();
      int from = value.at();
      int to = from + value.length();
      int first = from;
      while (first < to && b[first] != ' ') {
        first++;
      }
      if (!isMethod(b, from, first)) {
        return false;
      }
      int last = to - 1;
      while (last > first && b[last] != ' ') {
        last--;
      }
      boolean versioned = last > first && to - last > 6 && b[last + 1] == 'H' && b[last + 5] == '/';
      if (first == to) {
        return false;
      }
      return switch (form) {
        case METHOD_OF -> put(b, from, first - from, fields);
        case TARGET_OF -> {
          int end = versioned ? last : to;
          yield end > first + 1 && put(b, first + 1, end - first - 1, fields);
        }
        default -> versioned && put(b, last + 6, to - last - 6, fields);
      };
    }
  }
}
