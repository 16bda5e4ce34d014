package dev.weir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.daemon.Explain;
import dev.weir.daemon.ExplainListener;
import dev.weir.daemon.ExplainedPlace;
import dev.weir.pipeline.Explanation;
import dev.weir.rule.Rule;
import dev.weir.type.LogType;
import dev.weir.type.TypeSpelling;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs tests of rules: their records go the way that {@code weir explain} shows. */
final class RuleTrial {
  private final Explain explain;
  private final Map<String, Rule> rules = new HashMap<>();

  RuleTrial(Explain explain) {
    this.explain = explain;
    explain.rules().forEach(rule -> rules.put(rule.id(), rule));
  }

  /** Runs one test. */
  RuleCaseResult run(RuleCase tested) throws InterruptedException {
    Rule rule = rules.get(tested.rule());
    if (rule == null) {
      return broken(tested, "", "no rule in force has the id " + tested.rule());
    }
    LogType type = explain.types().named(tested.type());
    if (type == null) {
      return broken(tested, rule.title(), unknown(tested.type()));
    }
    Heard heard = new Heard();
    byte[] bytes = tested.record().getBytes(StandardCharsets.UTF_8);
    ExplainedPlace place = new ExplainedPlace(null, "record", ExplainedPlace.NO_VERSION, true);
    try {
      explain.object(
          place, Instant.now(), type, new ByteArrayInputStream(bytes), bytes.length, heard);
      RuleCaseResult result = heard.result(tested, rule);
      boolean held = result.problem() != null || explain.isFor(heard.type(), rule.id());
      return tested.match() && !held
          ? broken(
              tested,
              rule.title(),
              "records of the type %s are not of the logsource '%s' of the rule %s (%s)"
                  .formatted(heard.type(), rule.source(), rule.id(), rule.title()))
          : result;
    } catch (IOException e) {
      return broken(tested, rule.title(), "the record cannot be read: " + e.getMessage());
    }
  }

  private String unknown(String type) {
    return "no log type is named '%s'%s"
        .formatted(
            type,
            TypeSpelling.nearest(type, explain.types().all().stream().map(LogType::name).toList())
                .map("; did you mean %s?"::formatted)
                .orElse("; `weir types` lists all of them"));
  }

  private static RuleCaseResult broken(RuleCase tested, String rule, String why) {
    return new RuleCaseResult(tested, rule, List.of(), why);
  }

  /** What came of one record. */
  private static final class Heard implements ExplainListener {
    private final List<Explanation> records = new ArrayList<>();
    private String nothing = "";

    @Override
    public void recognized(LogType type, String why) {
      // The test says the type.
    }

    @Override
    public void opaque(LogType type, String why) {
      nothing = why;
    }

    @Override
    public void skipped(String reason) {
      nothing = reason;
    }

    @Override
    public void empty(String why) {
      nothing = why;
    }

    @Override
    public boolean wantsSteps() {
      return false;
    }

    @Override
    public void record(Explanation explanation, Map<String, String> documents) {
      records.add(explanation);
    }

    /** The type of the one record. */
    String type() {
      return records.getFirst().type();
    }

    RuleCaseResult result(RuleCase tested, Rule rule) throws JsonProcessingException {
      if (records.size() != 1) {
        String held =
            records.isEmpty()
                ? "no record: " + nothing
                : records.size() + " records, where one is expected";
        return broken(tested, rule.title(), "'record' holds " + held);
      }
      Explanation only = records.getFirst();
      String form = " of the type " + tested.type() + ": ";
      return switch (only.outcome()) {
        case INDEXED -> new RuleCaseResult(tested, rule.title(), matched(only.document()), null);
        case FILTERED ->
            broken(tested, rule.title(), "the filter drops the record: " + only.reason());
        case UNPARSED, DEAD_LETTERED ->
            broken(tested, rule.title(), "'record' is no record" + form + why(only));
      };
    }

    private static String why(Explanation explanation) {
      String words = ExplainedReason.ofKnownType(explanation);
      return explanation.reason() + (words.isEmpty() ? "" : ", " + words);
    }

    private static List<String> matched(String document) throws JsonProcessingException {
      List<String> ids = new ArrayList<>();
      for (JsonNode id : Explained.read(document).path("weir").path("rules")) {
        ids.add(id.asText());
      }
      return ids;
    }
  }
}
