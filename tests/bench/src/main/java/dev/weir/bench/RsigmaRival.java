package dev.weir.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.event.JsonBuffer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The same events and rules in rsigma: what they cost there, and whether they match alike. */
final class RsigmaRival implements AutoCloseable {
  private static final int MOST_NAMED = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Rsigma rsigma;
  private final SampleRecords records;
  private final long count;
  private final Scratch scratch = Scratch.create();
  private final Path many;
  private final Path each;
  private final Path none;
  private final List<String> differences = new ArrayList<>();
  private int total;

  /**
   * A rival.
   *
   * @param count how many events it is measured with, the records again and again
   */
  RsigmaRival(Rsigma rsigma, SampleRecords records, long count) {
    this.rsigma = rsigma;
    this.records = records;
    this.count = count;
    this.many = events("many.jsonl", count);
    this.each = events("each.jsonl", records.texts().size());
    this.none = events("none.jsonl", 0);
  }

  /** Processor time for an event held against the rules of a folder, in microseconds. */
  double cpuMicros(Path rules) {
    return rsigma.cpuMicros(rules, many, count, none);
  }

  /** Holds each record against the same rules in both, and keeps in mind what differs. */
  void compare(RuleFolder folder) {
    Map<String, Set<String>> theirs = rsigma.matches(folder.path(), each);
    DocumentMaker maker = DocumentMaker.detecting(records.type(), folder.rules());
    JsonBuffer out = new JsonBuffer(8192);
    int differing = 0;
    for (int i = 0; i < records.texts().size(); i++) {
      out.clear();
      maker.write(records.packed().get(i), out);
      Set<String> ours = new TreeSet<>();
      for (int at = 0; at < maker.matches().size(); at++) {
        ours.add(maker.matches().rule(at).id());
      }
      String id = eventId(records.texts().get(i));
      Set<String> other = theirs.getOrDefault(id, Set.of());
      if (!ours.equals(other) && differing++ < MOST_NAMED) {
        differences.add(
            "%s, event %s: only Weir matches %s, only rsigma matches %s"
                .formatted(folder.name(), id, without(ours, other), without(other, ours)));
      }
    }
    if (differing > MOST_NAMED) {
      differences.add("%s: %d more events differ".formatted(folder.name(), differing - MOST_NAMED));
    }
    total += differing;
  }

  /** How many events match other rules here than there, over all folders. */
  int differing() {
    return total;
  }

  /** Events that match other rules here than there; some of them, if they are many. */
  List<String> differences() {
    return differences;
  }

  @Override
  public void close() {
    scratch.close();
  }

  private Path events(String name, long count) {
    Path file = scratch.file(name);
    List<String> texts = records.texts();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (long i = 0; i < count; i++) {
        out.append(texts.get((int) (i % texts.size()))).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    return file;
  }

  private static String eventId(String text) {
    try {
      return JSON.readTree(text).path("eventID").asText();
    } catch (IOException e) {
      throw new UncheckedIOException("the sample is no JSON", e);
    }
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
