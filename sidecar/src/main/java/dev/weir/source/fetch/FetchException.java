package dev.weir.source.fetch;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An object, or the rest of it, could not be had. */
public final class FetchException extends IOException {
  /** Why. */
  public enum Reason {
    /** Deleted, or never there; there will be nothing to read. */
    GONE,
    /** Another version took its place while it was read; that one has a message of its own. */
    OVERWRITTEN,
    /** In an archive tier; readable only once restored. */
    ARCHIVED,
    /** The policy, the key's policy, or the expected owner forbids it. */
    DENIED,
    /** There is no such bucket. */
    NO_BUCKET,
    /** S3 or the network fails; later it may work. */
    UNAVAILABLE;

    /** Whether S3 refuses this object, rather than any. */
    public boolean isOfTheObject() {
      return switch (this) {
        case GONE, ARCHIVED, DENIED -> true;
        case OVERWRITTEN, NO_BUCKET, UNAVAILABLE -> false;
      };
    }
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public FetchException(Reason reason, @Nullable Throwable cause) {
    super(reason.name().toLowerCase(Locale.ROOT), cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** A metric's label. */
  public String label() {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
