package dev.weir.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;

/** Reads lists in JSON as a stream, within bounds on nesting and on the length of texts. */
public final class JsonLists {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxStringLength(1 << 20)
                  .maxNumberLength(100)
                  .maxNameLength(1024)
                  .build())
          // Names are an attacker's: to keep each for ever would let them fill the heap.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private JsonLists() {}

  /** A parser of these bytes. */
  public static JsonParser open(InputStream bytes) throws IOException {
    return JSON.createParser(bytes);
  }
}
