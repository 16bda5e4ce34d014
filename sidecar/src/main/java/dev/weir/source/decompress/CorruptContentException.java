package dev.weir.source.decompress;

import java.io.IOException;
import java.util.Locale;

/** The object's content cannot be decompressed further; reading it again would end the same. */
public final class CorruptContentException extends IOException {
  /** Why; the name in lower case is a metric's label. */
  public enum Reason {
    /** Not what its magic bytes promise, or a checksum that does not match. */
    CORRUPT_COMPRESSION,
    /** The object ends inside of a member or frame. */
    TRUNCATED_COMPRESSION,
    /** Not the archive that its first bytes promise. */
    CORRUPT_ARCHIVE,
    /** The object ends inside of an archive. */
    TRUNCATED_ARCHIVE,
    /** The content ends inside of a character. */
    TRUNCATED_TEXT,
    /** More content than the absolute cap. */
    SIZE_CAP,
    /** More content for each compressed byte than the ratio cap. */
    RATIO_CAP,
    /** A zstd frame that asks for more memory than {@link DecompressionLimits#ZSTD_WINDOW_LOG}. */
    WINDOW_CAP
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public CorruptContentException(Reason reason) {
    super(reason.name().toLowerCase(Locale.ROOT), null);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
