package dev.weir.source.decompress;

/**
 * What the decompressed content of one object may still come to: all layers and all members of it
 * together, counted against the bytes that S3 holds. For one reader.
 */
public final class ContentBudget {
  private final CorruptContentException.Reason reason;
  private long left;

  /**
   * The budget of an object.
   *
   * @param objectBytes the size of the object as it lies in S3
   */
  public ContentBudget(long objectBytes, DecompressionLimits limits) {
    long byRatio = Math.max(limits.ratioFrom().bytes(), product(objectBytes, limits.ratio()));
    boolean bySize = limits.size().bytes() <= byRatio;
    this.left = bySize ? limits.size().bytes() : byRatio;
    this.reason =
        bySize ? CorruptContentException.Reason.SIZE_CAP : CorruptContentException.Reason.RATIO_CAP;
  }

  /** How many bytes may still come. */
  long left() {
    return left;
  }

  /** So many bytes came, at most {@link #left}. */
  void took(int bytes) {
    left -= bytes;
  }

  /** What to throw where one byte more comes. */
  CorruptContentException exceeded() {
    return new CorruptContentException(reason);
  }

  private static long product(long bytes, int ratio) {
    return bytes > Long.MAX_VALUE / ratio ? Long.MAX_VALUE : bytes * ratio;
  }
}
