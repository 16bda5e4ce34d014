package dev.weir.source.frame;

import dev.weir.source.split.UnsendableReason;
import org.jspecify.annotations.Nullable;

/**
 * What one object came to, all of its members and layers together, held against what its size
 * allows. The same for the same object whenever it is read. Not thread-safe.
 */
public final class ObjectTotal {
  private final long mostRecords;
  private final long mostBytes;
  private long records;
  private long bytes;

  /**
   * A total of nothing so far.
   *
   * @param storedBytes the size of the object as it lies in S3
   */
  public ObjectTotal(long storedBytes, GrowthLimits limits) {
    this.mostRecords = Math.max(limits.recordsFrom(), times(storedBytes, limits.recordsPerByte()));
    this.mostBytes = Math.max(limits.sentFrom().bytes(), times(storedBytes, limits.sentPerByte()));
  }

  /** Counts a record, or what stands in its place, of so many bytes in its frame. */
  void add(int frameBytes) {
    records++;
    bytes += frameBytes;
  }

  /** Why no further record may come of the object; null while one may. */
  public @Nullable UnsendableReason cap() {
    if (records >= mostRecords) {
      return UnsendableReason.RECORDS_CAP;
    }
    return bytes >= mostBytes ? UnsendableReason.SENT_CAP : null;
  }

  private static long times(long bytes, int perByte) {
    return bytes > Long.MAX_VALUE / perByte ? Long.MAX_VALUE : bytes * perByte;
  }
}
