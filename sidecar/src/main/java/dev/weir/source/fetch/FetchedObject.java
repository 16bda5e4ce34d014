package dev.weir.source.fetch;

import dev.weir.account.ObjectVersion;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object whose GET was answered.
 *
 * @param address what was asked for
 * @param object with its version: the version id, else the ETag
 * @param versionId null in a bucket without versions
 * @param eTag without quotes
 * @param totalBytes as S3 holds it
 * @param bytes its bytes; closing ends the transfer
 */
public record FetchedObject(
    ObjectAddress address,
    ObjectVersion object,
    @Nullable String versionId,
    String eTag,
    Instant lastModified,
    long totalBytes,
    InputStream bytes)
    implements AutoCloseable {
  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
