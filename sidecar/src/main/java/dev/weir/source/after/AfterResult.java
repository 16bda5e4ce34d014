package dev.weir.source.after;

import java.util.Locale;

/** What came of an action on a settled object. */
public enum AfterResult {
  DONE,
  /** It is not there any more: an earlier attempt did it, or somebody else. */
  ABSENT,
  /** Another object took its place, which has an account of its own. */
  OVERWRITTEN,
  /** S3 does not allow it; that will be no better tomorrow. */
  REFUSED,
  /** S3 or the network failed each time. */
  UNAVAILABLE;

  /** A metric's label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
