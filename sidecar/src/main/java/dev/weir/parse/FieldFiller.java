package dev.weir.parse;

import dev.weir.address.IpAddress;
import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.event.FieldValue;
import dev.weir.msgpack.MsgpackType;
import dev.weir.type.EcsRule;
import java.nio.charset.StandardCharsets;

/**
 * Writes native values into a field of the normal form, as a rule understands them. Not
 * thread-safe.
 */
final class FieldFiller {
  private static final int MOST_ROOM = 1 << 16;

  /** Up to here a double holds each whole number. */
  private static final double MOST_DECIMAL = 0x1p53;

  /** Three decades, as {@link EcsRule.Form#SECONDS} takes them. */
  private static final long MOST_MICROS = 1_000_000_000_000_000L;

  private final EcsField field;
  private final boolean all;
  private final EcsRule.Form form;
  private final RequestLine requestLine = new RequestLine();
  private final HostPort hostPort = new HostPort();
  private byte[] room = new byte[64];

  /**
   * A filler of one field.
   *
   * @param all whether values come beside those that the field has, instead of in their place
   */
  FieldFiller(EcsField field, boolean all, EcsRule.Form form) {
    this.field = field;
    this.all = all;
    this.form = form == EcsRule.Form.VALUE ? formOf(field) : form;
  }

  /** How a field takes values as they are: those that it cannot hold are left out. */
  private static EcsRule.Form formOf(EcsField field) {
    return switch (field.type()) {
      case LONG -> EcsRule.Form.LONG;
      case IP -> EcsRule.Form.IP;
      case KEYWORD, TEXT, DATE, GEO_POINT, STORED -> EcsRule.Form.VALUE;
    };
  }

  /** Whether it takes addresses and nothing else. */
  boolean takesAddresses() {
    return form == EcsRule.Form.IP;
  }

  /** Whether it takes the host or the port of a text. */
  boolean takesHosts() {
    return form == EcsRule.Form.HOST_OF || form == EcsRule.Form.PORT_OF;
  }

  /** Takes a text that is known to be what the field holds. */
  void fill(FieldValue value, EcsFields fields) {
    fill(value.bytes(), value.at(), value.length(), fields);
  }

  /** Takes a value; false if it does not fit, and the field is as it was. */
  boolean take(FieldValue value, EcsFields fields) {
    return switch (form) {
      case VALUE -> text(value, fields);
      case LOWER, DOMAIN -> lower(value, fields);
      case IP -> value.isText() && address(value, fields);
      case LONG -> number(value, fields);
      case HOST_OF, PORT_OF -> value.isText() && take(value, hostPort.look(value), fields);
      case DECODED -> value.isText() ? decoded(value, fields) : text(value, fields);
      case METHOD_OF, TARGET_OF, VERSION_OF -> value.isText() && ofRequestLine(value, fields);
      case SECONDS -> seconds(value, fields);
      case MICROS -> micros(value, fields);
      case ARN_ACCOUNT, ARN_REGION, REGION_OF -> value.isText() && place(value, fields);
      case TLS_VERSION, TLS_PROTOCOL -> value.isText() && tls(value, fields);
    };
  }

  /** Takes the host or the port that was seen in a text; see {@link #takesHosts}. */
  boolean take(FieldValue value, HostPort seen, EcsFields fields) {
    return form == EcsRule.Form.HOST_OF ? host(value, seen, fields) : port(seen, fields);
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
    if (field.type() == EcsField.Type.IP && !IpAddress.isAddress(bytes, at, length)) {
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
    if (form == EcsRule.Form.DOMAIN
        && length > 1
        && value.bytes()[value.at() + length - 1] == '.') {
      length--;
    }
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

  private boolean address(FieldValue value, EcsFields fields) {
    boolean is = IpAddress.isAddress(value.bytes(), value.at(), value.length());
    if (is) {
      fill(value, fields);
    }
    return is;
  }

  private boolean number(FieldValue value, EcsFields fields) {
    if (value.isInteger()) {
      fields.set(field, value.integer());
      return true;
    }
    if (value.type() == MsgpackType.FLOAT && Math.abs(value.decimal()) < MOST_DECIMAL) {
      fields.set(field, (long) value.decimal());
      return true;
    }
    long digits = digits(value);
    if (digits < 0) {
      return false;
    }
    fields.set(field, digits);
    return true;
  }

  /** The number that a text of digits is; negative for any other value. */
  private static long digits(FieldValue value) {
    if (!value.isText() || value.length() == 0 || value.length() > 18) {
      return -1;
    }
    for (int i = value.at(); i < value.at() + value.length(); i++) {
      if (value.bytes()[i] < '0' || value.bytes()[i] > '9') {
        return -1;
      }
    }
    return Long.parseLong(value.text());
  }

  private boolean micros(FieldValue value, EcsFields fields) {
    long micros = value.isInteger() ? value.integer() : digits(value);
    if (micros < 0 || micros > MOST_MICROS) {
      return false;
    }
    fields.set(field, 1000 * micros);
    return true;
  }

  private boolean tls(FieldValue value, EcsFields fields) {
    int version = TlsName.version(value.bytes(), value.at(), value.length());
    if (version < 0) {
      return false;
    }
    byte[] text = room(TlsName.PROTOCOL);
    if (form == EcsRule.Form.TLS_PROTOCOL) {
      for (int i = 0; i < TlsName.PROTOCOL; i++) {
        text[i] = (byte) (value.bytes()[value.at() + i] | 0x20);
      }
    } else {
      text[0] = (byte) ('0' + version / 10);
      text[1] = '.';
      text[2] = (byte) ('0' + version % 10);
    }
    return put(text, 0, TlsName.PROTOCOL, fields);
  }

  private boolean place(FieldValue value, EcsFields fields) {
    byte[] text = value.bytes();
    int from = value.at();
    int to = from + value.length();
    if (form != EcsRule.Form.REGION_OF) {
      int part = form == EcsRule.Form.ARN_REGION ? AwsNames.REGION : AwsNames.ACCOUNT;
      from = AwsNames.partOfArn(text, from, to, part);
      to = from < 0 ? to : AwsNames.partEnd(text, from, to);
    }
    if (from < 0) {
      return false;
    }
    if (form == EcsRule.Form.ARN_ACCOUNT) {
      return AwsNames.isAccount(text, from, to) && put(text, from, to - from, fields);
    }
    int end = AwsNames.regionEnd(text, from, to);
    return end > from && put(text, from, end - from, fields);
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

  private boolean host(FieldValue value, HostPort host, EcsFields fields) {
    if (host.length() == 0 || (field.type() == EcsField.Type.IP && !host.isAddress())) {
      return false;
    }
    fill(value.bytes(), host.from(), host.length(), fields);
    return true;
  }

  private boolean port(HostPort host, EcsFields fields) {
    int port = host.port();
    if (port < 0) {
      return false;
    }
    fields.set(field, port);
    return true;
  }

  private boolean ofRequestLine(FieldValue value, EcsFields fields) {
    if (!requestLine.find(value.bytes(), value.at(), value.at() + value.length(), form)) {
      return false;
    }
    return put(value.bytes(), requestLine.from(), requestLine.length(), fields);
  }

  private boolean decoded(FieldValue value, EcsFields fields) {
    if (!PercentCode.isIn(value.bytes(), value.at(), value.length())) {
      return text(value, fields);
    }
    byte[] plain = room(value.length());
    int length = PercentCode.decode(value.bytes(), value.at(), value.length(), plain);
    return length == 0 ? text(value, fields) : put(plain, 0, length, fields);
  }
}
