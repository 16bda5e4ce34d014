package dev.weir.type;

/**
 * A field that holds the time of the event.
 *
 * @param path the field's name, members of members joined by dots
 * @param form how the time is written there
 */
public record TimeField(String path, Form form) {
  /** How a time is written. */
  public enum Form {
    /** ISO 8601 with a zone, such as {@code 2024-05-01T10:00:00Z}. */
    ISO_8601,
    /** Milliseconds since the epoch, a number or its digits. */
    EPOCH_MILLIS,
    /** Seconds since the epoch, a number (with a fraction or without) or its digits. */
    EPOCH_SECONDS
  }
}
