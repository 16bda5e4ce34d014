package dev.weir.cli;

import dev.weir.pipeline.Explanation;

/** What the reasons mean for which a record is not understood, and what helps. */
final class ExplainedReason {
  private static final String ANOTHER = "; if it is of another type, --type or --key says which";

  private ExplainedReason() {}

  /** In a sentence for people; empty where the reason's name says as much. */
  static String of(Explanation explanation) {
    String reason = explanation.reason() == null ? "" : explanation.reason();
    String type = explanation.type();
    String text =
        switch (reason) {
          case "no_match" -> "no form in the format of " + type + " fits the whole line" + ANOTHER;
          case "no_syslog" -> "the line does not begin as one of syslog" + ANOTHER;
          case "no_pairs" -> "there is no name=value in the line" + ANOTHER;
          case "too_few_fields" -> "the line has fewer values than " + type + " needs" + ANOTHER;
          case "fields_elsewhere" ->
              "a value of the line is none that its column in %s can have".formatted(type)
                  + ANOTHER;
          case "no_line" -> "there is no line in the record's field message" + ANOTHER;
          case "not_json" -> "the text is no JSON" + ANOTHER;
          case "malformed_json" -> "it is broken JSON" + ANOTHER;
          default -> "";
        };
    String beginning = explanation.beginning();
    return text.isEmpty() || beginning.isBlank() ? text : text + ". It begins: " + beginning;
  }
}
