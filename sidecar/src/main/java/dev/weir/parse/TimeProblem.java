package dev.weir.parse;

import java.util.Locale;

/**
 * Why a record's own time is not its document's.
 *
 * @param reason what is wrong
 * @param field the first field that was to hold the time and does not, as its type's file names it;
 *     empty where no field is to blame
 */
public record TimeProblem(Reason reason, String field) {
  /** The type says nowhere that its records tell their time. */
  public static final TimeProblem UNTOLD = new TimeProblem(Reason.UNTOLD, "");

  /** None of the type's fields is in the record. */
  public static final TimeProblem MISSING = new TimeProblem(Reason.MISSING, "");

  /** One of few texts, in lower case: the label of a metric, and a member of the document. */
  public enum Reason {
    /** The type has no field for a time. */
    UNTOLD,
    /** No field for the time is there. */
    MISSING,
    /** What the field holds is no time in a form that Weir reads. */
    UNREADABLE,
    /** The time is before 2006. */
    TOO_EARLY,
    /** The time is more than a day after the record was written. */
    TOO_LATE;

    /** As documents and metrics have it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a field was there that should have told the time, and did not. */
  public boolean isFault() {
    return reason != Reason.UNTOLD && reason != Reason.MISSING;
  }
}
