package dev.weir.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.account.FateName;
import dev.weir.proto.v1.Conservation;
import dev.weir.proto.v1.QueueStatus;
import dev.weir.proto.v1.StatusReply;
import dev.weir.text.SafeText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The status of a daemon for people and for programs. */
final class StatusText {
  private static final int LEAST_WIDTH = 40;

  /** Stands between a name and its number until the width is known; in no text of others. */
  private static final char COLUMN = '\u0000';

  private StatusText() {}

  static String lines(StatusReply status) {
    StringBuilder text = new StringBuilder();
    text.append(
        "weir %s, up %s, %s%n"
            .formatted(
                status.getVersion(),
                uptime(status.getUptimeSeconds()),
                status.getNotReadyCount() == 0 ? "ready" : "NOT READY"));
    new TreeMap<>(status.getNotReadyMap())
        .forEach((check, reason) -> text.append("  %s %s%n".formatted(check, reason)));
    new TreeMap<>(status.getAlarmsMap())
        .forEach((alarm, advice) -> text.append("  ALARM %s: %s%n".formatted(alarm, advice)));
    status.getQueuesList().forEach(queue -> queue(text, queue));
    line(text, "objects settled", status.getSettledObjects());
    line(text, "objects open", status.getOpenObjects());
    if (status.hasOldestObjectSeconds()) {
      line(text, "oldest object, seconds open", status.getOldestObjectSeconds());
    }
    if (status.hasLagSeconds()) {
      line(text, "lag, seconds from written to settled", status.getLagSeconds());
    }
    fates(status.getRecords()).forEach((fate, records) -> line(text, "records " + fate, records));
    line(text, "of those indexed, unparsed", status.getUnparsed());
    troubles(text, status);
    return inColumns(text.toString());
  }

  private static void queue(StringBuilder text, QueueStatus queue) {
    String name = "queue " + SafeText.of(queue.getName());
    if (!queue.getProblem().isEmpty()) {
      text.append("  %s: %s%n".formatted(name, SafeText.of(queue.getProblem())));
      return;
    }
    // A line of its own: with the name in front of them the numbers stood in no column.
    text.append(name).append(System.lineSeparator());
    line(text, "  messages waiting", queue.getWaiting());
    line(text, "  messages at work", queue.getAtWork());
    if (queue.hasAgeSeconds()) {
      line(text, "  seconds the last one waited", queue.getAgeSeconds());
    }
  }

  private static void troubles(StringBuilder text, StatusReply status) {
    if (!status.getTroublesProblem().isEmpty()) {
      text.append(
          "objects that need somebody: not known, %s%n"
              .formatted(SafeText.of(status.getTroublesProblem())));
    }
    new TreeMap<>(status.getTroubledObjectsMap())
        .forEach((kind, objects) -> line(text, "objects " + kind, objects));
    TroubleText.lines(status.getTroublesList(), text);
  }

  /** Each fate with its records, in the order of the sum; those with reasons have a line each. */
  static Map<String, Long> fates(Conservation records) {
    Map<String, Long> fates = new LinkedHashMap<>();
    fates.put("read", records.getRead());
    fates.put(FateName.INDEXED.words(), records.getIndexed());
    fates.put(FateName.ALREADY_INDEXED.words(), records.getAlreadyIndexed());
    new TreeMap<>(records.getFilteredMap())
        .forEach((reason, count) -> fates.put(FateName.FILTERED.words() + ", " + reason, count));
    new TreeMap<>(records.getDeadLetteredMap())
        .forEach(
            (reason, count) -> fates.put(FateName.DEAD_LETTERED.words() + ", " + reason, count));
    fates.put(FateName.DROPPED_IN_FLUENT_BIT.words(), records.getDroppedInFluentBit());
    fates.put(FateName.UNACCOUNTED.words(), records.getUnaccounted());
    fates.put(FateName.IN_FLIGHT.words(), records.getInFlight());
    return fates;
  }

  private static void line(StringBuilder text, String what, long count) {
    text.append(what).append(COLUMN).append(count).append(System.lineSeparator());
  }

  /** The numbers below each other, however long the longest name is. */
  private static String inColumns(String text) {
    int width = text.lines().mapToInt(line -> line.indexOf(COLUMN)).reduce(LEAST_WIDTH, Math::max);
    StringBuilder aligned = new StringBuilder();
    text.lines()
        .forEach(
            line -> {
              int at = line.indexOf(COLUMN);
              String shown =
                  at < 0
                      ? line
                      : String.format(
                          Locale.ROOT,
                          "%-" + width + "s %,15d",
                          line.substring(0, at),
                          Long.parseLong(line.substring(at + 1)));
              aligned.append(shown).append(System.lineSeparator());
            });
    return aligned.toString();
  }

  private static String uptime(long seconds) {
    long hours = seconds / 3600;
    return hours >= 24
        ? hours / 24 + " d " + hours % 24 + " h"
        : hours + " h " + seconds / 60 % 60 + " min " + seconds % 60 + " s";
  }

  static String json(StatusReply status) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeBooleanField("ready", status.getNotReadyCount() == 0);
      json.writeStringField("version", status.getVersion());
      json.writeNumberField("uptime_seconds", status.getUptimeSeconds());
      json.writeNumberField("open_objects", status.getOpenObjects());
      json.writeNumberField("settled_objects", status.getSettledObjects());
      json.writeObjectFieldStart("records");
      records(json, status.getRecords());
      json.writeEndObject();
      json.writeObjectFieldStart("not_ready");
      for (Map.Entry<String, String> check : new TreeMap<>(status.getNotReadyMap()).entrySet()) {
        json.writeStringField(check.getKey(), check.getValue());
      }
      json.writeEndObject();
      details(json, status);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // In JSON the escape of a mark means that mark.
    return SafeText.of(text.toString());
  }

  private static void details(JsonGenerator json, StatusReply status) throws IOException {
    json.writeNumberField("unparsed", status.getUnparsed());
    json.writeObjectFieldStart("alarms");
    for (Map.Entry<String, String> alarm : new TreeMap<>(status.getAlarmsMap()).entrySet()) {
      json.writeStringField(alarm.getKey(), alarm.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("queues");
    for (QueueStatus queue : status.getQueuesList()) {
      json.writeStartObject();
      json.writeStringField("name", queue.getName());
      json.writeNumberField("waiting", queue.getWaiting());
      json.writeNumberField("at_work", queue.getAtWork());
      if (queue.hasAgeSeconds()) {
        json.writeNumberField("age_seconds", queue.getAgeSeconds());
      }
      if (!queue.getProblem().isEmpty()) {
        json.writeStringField("problem", queue.getProblem());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    if (status.hasOldestObjectSeconds()) {
      json.writeNumberField("oldest_object_seconds", status.getOldestObjectSeconds());
    }
    if (status.hasLagSeconds()) {
      json.writeNumberField("lag_seconds", status.getLagSeconds());
    }
    reasons(json, "troubled_objects", status.getTroubledObjectsMap());
    TroubleText.json(status.getTroublesList(), json);
    if (!status.getTroublesProblem().isEmpty()) {
      json.writeStringField("troubles_problem", status.getTroublesProblem());
    }
  }

  static void records(JsonGenerator json, Conservation records) throws IOException {
    json.writeNumberField("read", records.getRead());
    json.writeNumberField(FateName.INDEXED.label(), records.getIndexed());
    json.writeNumberField(FateName.ALREADY_INDEXED.label(), records.getAlreadyIndexed());
    reasons(json, FateName.FILTERED.label(), records.getFilteredMap());
    reasons(json, FateName.DEAD_LETTERED.label(), records.getDeadLetteredMap());
    json.writeNumberField(FateName.DROPPED_IN_FLUENT_BIT.label(), records.getDroppedInFluentBit());
    json.writeNumberField(FateName.UNACCOUNTED.label(), records.getUnaccounted());
    json.writeNumberField(FateName.IN_FLIGHT.label(), records.getInFlight());
  }

  private static void reasons(JsonGenerator json, String fate, Map<String, Long> counts)
      throws IOException {
    json.writeObjectFieldStart(fate);
    for (Map.Entry<String, Long> reason : new TreeMap<>(counts).entrySet()) {
      json.writeNumberField(reason.getKey(), reason.getValue());
    }
    json.writeEndObject();
  }
}
