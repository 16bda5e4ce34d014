package dev.weir.pipeline;

import dev.weir.event.JsonBuffer;
import dev.weir.parse.TimeProblem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a document says of its time where that is not the event's own: whose it is, and why. Most
 * documents have none.
 *
 * @param source whose time it is
 * @param reason why: one of few texts, the label of a metric
 * @param field the field that was to hold the time, empty where none is to blame
 */
record TimeNote(Source source, String reason, String field) {
  /** Whose time a document has. */
  enum Source {
    /** That of the record around it, such as the log event of CloudWatch Logs. */
    ENVELOPE,
    /** When the object was written: its LastModified. */
    OBJECT,
    /** When Fluent Bit read the record: its time in the forward protocol. */
    FORWARD,
    /** When Weir received the record. */
    RECEIPT
  }

  private TimeNote(Source source, TimeProblem problem) {
    this(source, problem.reason().text(), problem.field());
  }

  /**
   * Of a record of an object. That a line of text tells no time goes without saying; that a record
   * lacks the fields for it does not.
   */
  static @Nullable TimeNote ofObject(@Nullable TimeProblem problem) {
    return problem == null || problem.reason() == TimeProblem.Reason.UNTOLD
        ? null
        : new TimeNote(Source.OBJECT, problem);
  }

  /**
   * Of a record in a record, which has its time where it tells none.
   *
   * @param around why the record around it does not tell its own
   */
  static @Nullable TimeNote ofInner(@Nullable TimeProblem problem, @Nullable TimeProblem around) {
    if (problem == null) {
      return null;
    }
    if (problem.isFault()) {
      return new TimeNote(around == null ? Source.ENVELOPE : Source.OBJECT, problem);
    }
    return ofObject(around);
  }

  /** Of a host's record, which has its time from Fluent Bit where it tells none. */
  static @Nullable TimeNote ofHost(@Nullable TimeProblem problem) {
    return problem == null || !problem.isFault() ? null : new TimeNote(Source.FORWARD, problem);
  }

  /** Of a host's record for which the time of its receipt counts. */
  static TimeNote ofReceipt(ReceiptReason reason) {
    return new TimeNote(Source.RECEIPT, reason.text(), "");
  }

  boolean isOfReceipt() {
    return source == Source.RECEIPT;
  }

  /** Writes it as members of the {@code weir} object, a comma before each. */
  void write(JsonBuffer out) {
    out.ascii(",\"time\":\"")
        .ascii(source.name().toLowerCase(Locale.ROOT))
        .ascii("\",\"time_reason\":\"")
        .ascii(reason)
        .raw('"');
    if (!field.isEmpty()) {
      out.ascii(",\"time_field\":").string(field);
    }
  }
}
