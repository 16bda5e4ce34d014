package dev.weir.sink;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.letters.DocumentFacts;
import org.jspecify.annotations.Nullable;

/**
 * What a document under an id that another one wanted says of where it is from.
 *
 * @param found whether it is known if there is one, and there is
 * @param known whether OpenSearch could tell
 * @param hash the hash of its content; null if it has none, as those of earlier versions
 * @param object the address of its object; null if it is from none
 */
record StoredMark(
    boolean found,
    boolean known,
    @Nullable String hash,
    @Nullable String object,
    @Nullable String version,
    long ordinal) {
  private static final String NO_INDEX = "index_not_found_exception";

  /** Reads an item of the answer to a multi-get. */
  static StoredMark of(JsonNode item) {
    JsonNode error = item.path("error");
    if (!error.isMissingNode()) {
      // Its index was deleted meanwhile.
      return absent(error.path("type").asText().equals(NO_INDEX));
    }
    if (!item.path("found").asBoolean()) {
      return absent(item.has("found"));
    }
    JsonNode weir = item.path("_source").path("weir");
    return new StoredMark(
        true,
        true,
        weir.path("hash").textValue(),
        weir.path("object").textValue(),
        weir.path("version").textValue(),
        weir.path("ordinal").asLong(-1));
  }

  private static StoredMark absent(boolean known) {
    return new StoredMark(false, known, null, null, null, -1);
  }

  /** Whether it is of the very place that a document names. */
  boolean isOfPlace(DocumentFacts document) {
    return object != null
        && object.equals(document.text("weir.object"))
        && version != null
        && version.equals(document.text("weir.version"))
        && ordinal == document.number("weir.ordinal", -2);
  }
}
