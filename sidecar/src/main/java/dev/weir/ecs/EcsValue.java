package dev.weir.ecs;

import dev.weir.event.FieldValue;
import dev.weir.event.JsonBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A value that many records get: its JSON, made once, and what it is to whoever looks the field up.
 * Immutable.
 */
public final class EcsValue {
  private static final byte[] NO_TEXT = new byte[0];

  private final byte[] json;
  private final byte[] text;
  private final long number;
  private final boolean isNumber;

  private EcsValue(byte[] json, byte[] text, long number, boolean isNumber) {
    this.json = json;
    this.text = text;
    this.number = number;
    this.isNumber = isNumber;
  }

  /** A text. */
  public static EcsValue text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return new EcsValue(new JsonBuffer(64).string(text).toByteArray(), utf8, 0, false);
  }

  /** A whole number. */
  public static EcsValue number(long number) {
    return new EcsValue(new JsonBuffer(64).number(number).toByteArray(), NO_TEXT, number, true);
  }

  /** A place on earth, in degrees; as a text it is {@code latitude,longitude}. */
  public static EcsValue point(double latitude, double longitude) {
    byte[] json =
        new JsonBuffer(64)
            .ascii("{\"lat\":")
            .number(latitude)
            .ascii(",\"lon\":")
            .number(longitude)
            .raw('}')
            .toByteArray();
    String text = latitude + "," + longitude;
    return new EcsValue(json, text.getBytes(StandardCharsets.US_ASCII), 0, false);
  }

  /** The value as JSON. */
  public JsonBuffer writeTo(JsonBuffer out) {
    return out.raw(json);
  }

  void view(FieldValue value) {
    if (isNumber) {
      value.number(number);
    } else {
      value.text(text, 0, text.length);
    }
  }
}
