package dev.weir.letters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;

/**
 * A dead letter as {@code weir-dead-letters} has it.
 *
 * @param name its id there
 * @param source its fields
 * @param sort its place in a listing; missing where it was asked for by name
 */
public record LetterFields(String name, JsonNode source, JsonNode sort) {
  /** A field as text; empty if it is not there. */
  public String text(String field) {
    return source.path(field).asText();
  }

  /** A field as a number. */
  public long number(String field, long otherwise) {
    return source.path(field).asLong(otherwise);
  }

  /** Whether a field is true. */
  public boolean flag(String field) {
    return source.path(field).asBoolean();
  }

  /** What was kept of the record; empty if it was not read, or is no Base64. */
  public byte[] body() {
    try {
      return Base64.getDecoder().decode(text("body"));
    } catch (IllegalArgumentException foreign) {
      return new byte[0];
    }
  }
}
