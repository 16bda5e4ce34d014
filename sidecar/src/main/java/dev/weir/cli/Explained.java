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
import dev.weir.rule.TraceChoice;
import dev.weir.text.SafeText;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** Prints what becomes of records, of so many of them as are wanted; it counts all. */
abstract class Explained implements ExplainListener, Closeable {
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

  private final PrintWriter err;
  private final Set<String> flagNames;
  private final long limit;
  private final TraceChoice traces;
  private final ExplainedCounts counts = new ExplainedCounts();
  private String file = "";
  private long files;
  private long skipped;
  private boolean unreadable;

  /**
   * Prints records.
   *
   * @param err where it says what is no record
   * @param limit the most records that are printed
   * @param traces of which rules they tell why they match
   */
  Explained(PrintWriter err, Set<String> flagNames, long limit, TraceChoice traces) {
    this.err = err;
    this.flagNames = flagNames;
    this.limit = limit;
    this.traces = traces;
  }

  /** Told before the records of a file. */
  void file(String name) {
    file = name;
    files++;
  }

  /** Told of a file that cannot be read, or not to its end. */
  final void unreadable(IOException problem) {
    unreadable = true;
    files--;
    String why =
        switch (problem) {
          case NoSuchFileException missing -> "no such file";
          case AccessDeniedException denied -> "you may not read it";
          default -> String.valueOf(problem.getMessage());
        };
    say("cannot be read: " + why);
  }

  @Override
  public final void skipped(String reason) {
    skipped++;
    say("objects of this key are not read: " + reason);
  }

  @Override
  public final void empty(String why) {
    say("no record is in it: " + why);
  }

  private void say(String what) {
    err.println(SafeText.of(file + ": " + what));
  }

  abstract void print(Explanation explanation, Map<String, String> documents)
      throws JsonProcessingException;

  @Override
  public final void record(Explanation explanation, Map<String, String> documents) {
    boolean wanted = isWanted();
    counts.add(file, explanation);
    if (!wanted) {
      return;
    }
    try {
      print(explanation, documents);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is written is JSON", e);
    }
  }

  /** Whether the next record is printed. */
  final boolean isWanted() {
    return counts.total() < limit;
  }

  @Override
  public final TraceChoice traces() {
    // Of records that are not printed, too: the summary says how many each rule matches.
    return traces;
  }

  /** Of which rules records that are printed tell why they match. */
  final TraceChoice choice() {
    return traces;
  }

  final ExplainedCounts counts() {
    return counts;
  }

  /** How many could be read. */
  final long files() {
    return files;
  }

  /** Told at the end of all files. */
  abstract void end() throws IOException;

  /** 2 if a file could not be read, 1 if Weir does not understand each record, or found none. */
  final int exitCode() {
    if (unreadable) {
      return CommandLine.ExitCode.USAGE;
    }
    boolean some = counts.total() + skipped > 0;
    return some && counts.isUnderstood() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
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
