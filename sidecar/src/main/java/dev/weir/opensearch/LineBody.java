package dev.weir.opensearch;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.opensearch.client.opensearch.generic.Body;

/** A body of JSON lines that lies in an array, from which it is sent without a copy. */
public interface LineBody extends Body {
  /** A body of these bytes. */
  static LineBody of(byte[] lines) {
    return new LineBody() {
      @Override
      public byte[] array() {
        return lines;
      }

      @Override
      public int length() {
        return lines.length;
      }
    };
  }

  /** The bytes, from the first on; not to be changed before the answer. */
  byte[] array();

  /** How many of them are the body. */
  int length();

  @Override
  default String contentType() {
    return "application/x-ndjson";
  }

  @Override
  default InputStream body() {
    return new ByteArrayInputStream(array(), 0, length());
  }

  @Override
  default void close() {
    // Nothing to let go of.
  }
}
