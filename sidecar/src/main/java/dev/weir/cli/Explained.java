package dev.weir.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.daemon.ExplainListener;
import dev.weir.pipeline.Explanation;
import java.util.Map;
import java.util.Set;

/** Prints what becomes of records. */
abstract class Explained implements ExplainListener {
  /** Names, texts and numbers are as long as a record may be, and nest as deep. */
  static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNameLength(Integer.MAX_VALUE)
                      .maxStringLength(Integer.MAX_VALUE)
                      .maxNumberLength(Integer.MAX_VALUE)
                      .build())
              // Names are an attacker's: to keep each for ever would let them fill the heap.
              .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
              .build());

  private final Set<String> flagNames;
  private boolean understood = true;

  Explained(Set<String> flagNames) {
    this.flagNames = flagNames;
  }

  /** Told before the records of a file. */
  abstract void file(String name);

  abstract void print(Explanation explanation, Map<String, String> documents)
      throws JsonProcessingException;

  @Override
  public final void record(Explanation explanation, Map<String, String> documents) {
    understood &=
        explanation.outcome() == Explanation.Outcome.INDEXED
            || explanation.outcome() == Explanation.Outcome.FILTERED;
    try {
      print(explanation, documents);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is written is JSON", e);
    }
  }

  /** Whether no record so far was one that Weir does not understand. */
  final boolean isUnderstood() {
    return understood;
  }

  /** A document to look at; a missing one where there is none. */
  static JsonNode read(String document) throws JsonProcessingException {
    return document.isEmpty() ? MissingNode.getInstance() : JSON.readTree(document);
  }

  /** The flags of a document, sorted by name. */
  final ObjectNode flags(JsonNode document) {
    ObjectNode flags = JSON.createObjectNode();
    flagNames.stream()
        .sorted()
        .filter(document::has)
        .forEach(flag -> flags.set(flag, document.get(flag)));
    return flags;
  }
}
