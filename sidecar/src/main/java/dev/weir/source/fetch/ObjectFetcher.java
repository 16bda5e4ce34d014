package dev.weir.source.fetch;

import dev.weir.account.ObjectVersion;
import dev.weir.thread.Backoff;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Client;

/** Fetches objects of S3. Thread-safe. */
public final class ObjectFetcher {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final RangeReader reader;
  private final Backoff backoff;

  public ObjectFetcher(S3Client s3) {
    this(new S3RangeReader(s3), Duration.ofMillis(200));
  }

  ObjectFetcher(RangeReader reader, Duration firstPause) {
    this.reader = reader;
    this.backoff = Backoff.exact(firstPause, LONGEST_PAUSE);
  }

  /**
   * Asks for an object.
   *
   * @param onResume called each time the rest is asked for after a break
   * @throws FetchException if it cannot be had; also, with a reason of its own, what reading from
   *     the answer throws when the rest cannot be had
   */
  public FetchedObject fetch(ObjectAddress address, Runnable onResume) throws FetchException {
    RangeBody first = reader.open(address, 0, null);
    String version = first.versionId() == null ? first.eTag() : first.versionId();
    return new FetchedObject(
        address,
        ObjectVersion.of(address.bucket(), address.key(), version),
        first.versionId(),
        first.eTag().replace("\"", ""),
        first.lastModified(),
        first.totalBytes(),
        new ResumingStream(reader, address, first, onResume, backoff));
  }
}
