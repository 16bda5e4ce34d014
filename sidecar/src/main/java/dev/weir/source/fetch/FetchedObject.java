package dev.weir.source.fetch;

import dev.weir.account.ObjectVersion;
import java.io.InputStream;
import java.time.Instant;

/**
 * An object whose GET was answered.
 *
 * @param address what was asked for
 * @param object with its version: the version id, else the ETag
 * @param totalBytes as S3 holds it
 * @param bytes its bytes; closing ends the transfer
 */
public record FetchedObject(
    ObjectAddress address, ObjectVersion object, Instant lastModified, long totalBytes, InputStream bytes)
    implements AutoCloseable {
  @Override
  public void close() throws java.io.IOException {
    bytes.close();
  }
}
