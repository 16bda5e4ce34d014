package dev.weir.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.proto.v1.BackfillProgress;
import dev.weir.proto.v1.BackfillRequest;
import dev.weir.text.SafeText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** A backfill for people and for programs. */
final class BackfillText {
  private static final int BAR = 24;
  private static final double MIB = 1 << 20;

  private final BackfillRequest request;
  private final long startedNanos;
  private long readingNanos;

  BackfillText(BackfillRequest request, long startedNanos) {
    this.request = request;
    this.startedNanos = startedNanos;
    this.readingNanos = startedNanos;
  }

  /** How far it is, on one line. */
  String progress(BackfillProgress now, long nanos) {
    if (!now.getCounted()) {
      readingNanos = nanos;
      return String.format(
          Locale.ROOT,
          "counting: %,d objects, %,d to read (%,.1f MiB)",
          now.getListed(),
          now.getMissing(),
          now.getMissingBytes() / MIB);
    }
    if (now.getMissing() == 0) {
      return String.format(Locale.ROOT, "%,d objects, nothing to read", now.getListed());
    }
    double share = share(now);
    int full = (int) Math.round(share * BAR);
    double seconds = Math.max(0.001, (nanos - readingNanos) / 1e9);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  %,d of %,d objects  %,.1f of %,.1f MiB  %,.0f records/s  %s",
        "#".repeat(full),
        ".".repeat(BAR - full),
        100 * share,
        finished(now),
        now.getMissing(),
        now.getDoneBytes() / MIB,
        now.getMissingBytes() / MIB,
        now.getRecords() / seconds,
        left(share, seconds));
  }

  /** How it ended. */
  String summary(BackfillProgress end, long nanos) {
    if (end.getListed() == 0) {
      return nothing(end);
    }
    String found =
        String.format(
            Locale.ROOT,
            "%,d objects, %,d settled before, %,d to read (%,.1f MiB)",
            end.getListed(),
            end.getSettledBefore(),
            end.getMissing(),
            end.getMissingBytes() / MIB);
    if (request.getDryRun()) {
      return found;
    }
    return found
        + String.format(
            Locale.ROOT,
            "%n%,d settled now with %,d records, %,d given up, %,d left, in %,.1f s",
            end.getDone(),
            end.getRecords(),
            end.getPoisoned(),
            end.getLeft(),
            seconds(nanos))
        + (end.getPoisoned() > 0 ? "%ngiven up: weir-dead-letters has the reasons".formatted() : "")
        + (end.getLeft() > 0 ? "%nleft: the daemon's log has the reasons".formatted() : "")
        + fates(end);
  }

  private String nothing(BackfillProgress end) {
    boolean timed = request.hasFromSeconds() || request.hasToSeconds();
    return String.format(
        Locale.ROOT,
        "nothing to read lies below s3://%s/%s%s%s",
        SafeText.of(request.getBucket()),
        SafeText.of(request.getPrefix()),
        timed ? " for that time" : "",
        end.getLeftOut() == 0
            ? ": look at the prefix"
            : String.format(
                Locale.ROOT,
                "; %,d objects there are left out: by include and exclude, by the type of their"
                    + " key, as folders, or for their time",
                end.getLeftOut()));
  }

  /** What became of the records, and which objects were not understood. */
  private static String fates(BackfillProgress end) {
    if (!end.hasFates()) {
      return "";
    }
    StringBuilder text = new StringBuilder(System.lineSeparator()).append("records:");
    String comma = " ";
    for (Map.Entry<String, Long> fate : StatusText.fates(end.getFates()).entrySet()) {
      if (fate.getValue() > 0) {
        text.append(comma)
            .append(SafeText.of(fate.getKey()))
            .append(String.format(Locale.ROOT, " %,d", fate.getValue()));
        comma = ", ";
      }
    }
    if (end.getUnparsed() > 0) {
      text.append(String.format(Locale.ROOT, "; of those indexed unparsed %,d", end.getUnparsed()));
    }
    if (end.getTroublesCount() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "%nnot understood: %,d objects, not read: %,d%n",
              end.getTroubled(),
              end.getLeft()));
      TroubleText.lines(end.getTroublesList(), text);
    }
    return text.toString().stripTrailing();
  }

  String json(BackfillProgress end, long nanos) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("bucket", request.getBucket());
      json.writeStringField("prefix", request.getPrefix());
      json.writeBooleanField("dry_run", request.getDryRun());
      json.writeNumberField("objects", end.getListed());
      json.writeNumberField("settled_before", end.getSettledBefore());
      json.writeNumberField("missing", end.getMissing());
      json.writeNumberField("missing_bytes", end.getMissingBytes());
      json.writeNumberField("done", end.getDone());
      json.writeNumberField("done_bytes", end.getDoneBytes());
      json.writeNumberField("records", end.getRecords());
      json.writeNumberField("poisoned", end.getPoisoned());
      json.writeNumberField("left", end.getLeft());
      if (end.hasFates()) {
        json.writeNumberField("left_out", end.getLeftOut());
        json.writeNumberField("troubled", end.getTroubled());
        json.writeObjectFieldStart("fates");
        StatusText.records(json, end.getFates());
        json.writeEndObject();
        json.writeNumberField("unparsed", end.getUnparsed());
        TroubleText.json(end.getTroublesList(), json);
      }
      json.writeNumberField("seconds", Math.round(1000 * seconds(nanos)) / 1000.0);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // In JSON the escape of a mark means that mark.
    return SafeText.of(text.toString());
  }

  private static long finished(BackfillProgress now) {
    return now.getDone() + now.getPoisoned() + now.getLeft();
  }

  /** By bytes, which tell the time better than objects do; by objects where none has any. */
  private static double share(BackfillProgress now) {
    if (finished(now) >= now.getMissing()) {
      return 1;
    }
    return now.getMissingBytes() > 0
        ? (double) now.getDoneBytes() / now.getMissingBytes()
        : (double) finished(now) / now.getMissing();
  }

  private static String left(double share, double seconds) {
    if (share <= 0 || share >= 1) {
      return share >= 1 ? "done" : "";
    }
    long left = Math.round(seconds * (1 - share) / share);
    return String.format(Locale.ROOT, "%d:%02d:%02d left", left / 3600, left / 60 % 60, left % 60);
  }

  private double seconds(long nanos) {
    return (nanos - startedNanos) / 1e9;
  }
}
