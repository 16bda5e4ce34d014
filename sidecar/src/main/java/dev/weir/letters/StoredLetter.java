package dev.weir.letters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.account.ObjectVersion;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it was read, and which state of it that is.
 *
 * @param name its id in {@code weir-dead-letters}
 * @param reason why the record became no document
 * @param object where the record is from; null for records that no object holds
 * @param ordinal the record's position in the object; -1 for an object as a whole, or without one
 * @param id the id of the document it would have been
 * @param index the index of that document; empty where it was not known
 * @param open whether nothing has become of it yet
 * @param attempts how often it was replayed in vain
 * @param body what was kept of the record
 * @param sequence the state's number, with {@code term}
 * @param term the term of that number
 */
public record StoredLetter(
    String name,
    String reason,
    @Nullable ObjectVersion object,
    long ordinal,
    String id,
    String index,
    boolean open,
    int attempts,
    RawBody body,
    long sequence,
    long term) {

  /** Whether it stands for an object on which the source gave up as a whole. */
  public boolean isOfWholeObject() {
    return object != null && ordinal < 0 && body.form() == RawBody.Form.NONE;
  }

  /** Whether the sidecar can take the record again as it came. */
  public boolean isReplayable() {
    return !body.isTruncated()
        && switch (body.form()) {
          case ENTRY, CHUNK -> true;
          case CONTENT, NONE, UNKNOWN -> false;
        };
  }

  /** Reads a letter from the answer to a multi-get. */
  static StoredLetter read(JsonNode document) {
    JsonNode source = document.path("_source");
    return new StoredLetter(
        document.path("_id").asText(),
        source.path("reason").asText(),
        object(source),
        source.path("ordinal").asLong(-1),
        source.path("id").asText(),
        source.path("index").asText(),
        source.path("status").asText().equals("open"),
        source.path("attempts").asInt(),
        body(source),
        document.path("_seq_no").asLong(),
        document.path("_primary_term").asLong());
  }

  private static @Nullable ObjectVersion object(JsonNode source) {
    String bucket = source.path("bucket").asText();
    try {
      return bucket.isEmpty()
          ? null
          : new ObjectVersion(bucket, source.path("key").asText(), source.path("version").asText());
    } catch (IllegalArgumentException foreign) {
      return null;
    }
  }

  /** A body that cannot be read must not keep the letters behind it from being replayed. */
  private static RawBody body(JsonNode source) {
    String tag = source.path("tag").asText();
    long size = source.path("bytes").asLong();
    try {
      byte[] bytes = Base64.getDecoder().decode(source.path("body").asText());
      String form = source.path("form").asText("none").toUpperCase(Locale.ROOT);
      return new RawBody(tag, RawBody.Form.valueOf(form), bytes, size);
    } catch (IllegalArgumentException foreign) {
      return new RawBody(tag, RawBody.Form.UNKNOWN, new byte[0], size);
    }
  }
}
