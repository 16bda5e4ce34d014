package dev.weir.cli;

import dev.weir.pipeline.Explanation;

/** What the reasons mean for which a record is not understood, and what helps. */
final class ExplainedReason {
  private static final String ANOTHER = "; if it is of another type, --type or --key says which";

  private ExplainedReason() {}

  /** In a sentence for people; empty where the reason's name says as much. */
  static String of(Explanation explanation) {
    return of(explanation, ANOTHER);
  }

  /** The same of a record whose type is sure. */
  static String ofKnownType(Explanation explanation) {
    return of(explanation, "");
  }

  private static String of(Explanation explanation, String another) {
    String reason = explanation.reason() == null ? "" : explanation.reason();
    String type = explanation.type();
    String text =
        switch (reason) {
          case "no_match" -> "no form in the format of " + type + " fits the whole line" + another;
          case "no_syslog" -> "the line does not begin as one of syslog" + another;
          case "no_pairs" -> "there is no name=value in the line" + another;
          case "too_few_fields" -> "the line has fewer values than " + type + " needs" + another;
          case "fields_elsewhere" ->
              "a value of the line is none that its column in %s can have".formatted(type)
                  + another;
          case "no_line" -> "there is no line in the record's field message" + another;
          case "not_json" -> "the text is no JSON" + another;
          case "malformed_json" -> "it is broken JSON" + another;
          default -> "";
        };
    String beginning = explanation.beginning();
    return text.isEmpty() || beginning.isBlank() ? text : text + ". It begins: " + beginning;
  }
}
