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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills the normal form from the native fields, by the rules of a type. What does not fit a field
 * is left out of it: it stays where it came from. Not thread-safe.
 */
final class EcsMapping {
  private static final String OTHERS = "*";

  private final Compiled[] rules;
  private final FieldValue value = new FieldValue();

  EcsMapping(List<EcsRule> rules, EcsSchema schema) {
    this.rules = rules.stream().map(rule -> new Compiled(rule, schema)).toArray(Compiled[]::new);
  }

  void apply(LogEvent event, EcsFields fields) throws MsgpackException {
    for (Compiled rule : rules) {
      rule.apply(event, value, fields);
    }
  }

  private static final class Compiled {
    private final EcsField field;
    private final FieldPath[] from;
    private final boolean all;
    private final EcsRule.Form form;
    private final @Nullable Map<String, byte[]> map;
    private final byte @Nullable [] absent;
    private final byte @Nullable [] constant;

    Compiled(EcsRule rule, EcsSchema schema) {
      field = schema.field(rule.field());
      from = FieldPath.listOf(rule.from()).toArray(FieldPath[]::new);
      all = rule.all();
      form = rule.form();
      Map<String, byte[]> mapped = new HashMap<>();
      rule.map().forEach((key, values) -> mapped.put(key, json(values)));
      map = mapped.isEmpty() ? null : mapped;
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

    void apply(LogEvent event, FieldValue value, EcsFields fields) throws MsgpackException {
      if (constant != null) {
        fields.setJson(field, constant);
        return;
      }
      boolean there = false;
      for (FieldPath path : from) {
        if (event.find(path, value)) {
          there = true;
          // What a filter took away or masked does not come back here.
          if (!event.isChanged(value) && take(value, fields) && !all) {
            return;
          }
        }
      }
      if (!there && absent != null) {
        fields.setJson(field, absent);
      }
    }

    private boolean take(FieldValue value, EcsFields fields) {
      if (map != null) {
        byte[] mapped = mapped(map, value);
        if (mapped != null) {
          fields.setJson(field, mapped);
        }
        return mapped != null;
      }
      return switch (form) {
        case VALUE ->
            field.type() == EcsField.Type.LONG ? number(value, fields) : text(value, fields);
        case LOWER -> lower(value, fields);
        case IP -> value.isText() && address(value, value.at(), value.length(), fields);
        case LONG -> number(value, fields);
        case HOST_OF -> value.isText() && host(value, fields);
        case PORT_OF -> value.isText() && port(value, fields);
        case METHOD_OF, TARGET_OF, VERSION_OF -> value.isText() && ofRequestLine(value, fields);
        case SECONDS -> seconds(value, fields);
      };
    }

    private static byte @Nullable [] mapped(Map<String, byte[]> map, FieldValue value) {
      String text = value.text();
      byte[] exact = map.get(text);
      if (exact != null) {
        return exact;
      }
      if (text.length() == 3 && Character.isDigit(text.charAt(0))) {
        byte[] ofClass = map.get(text.charAt(0) + "xx");
        if (ofClass != null) {
          return ofClass;
        }
      }
      return text.isEmpty() && !value.isText() ? null : map.get(OTHERS);
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
      if (all) {
        fields.add(field, bytes, at, length);
      } else {
        fields.set(field, bytes, at, length);
      }
      return true;
    }

    private boolean lower(FieldValue value, EcsFields fields) {
      if (!value.isText() || value.length() == 0) {
        return false;
      }
      byte[] lower = new byte[value.length()];
      for (int i = 0; i < lower.length; i++) {
        byte b = value.bytes()[value.at() + i];
        lower[i] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
      }
      return put(lower, 0, lower.length, fields);
    }

    private boolean address(FieldValue value, int at, int length, EcsFields fields) {
      return Addresses.isAddress(value.bytes(), at, length)
          && put(value.bytes(), at, length, fields);
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
