package dev.weir.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.proto.v1.BackfillProgress;
import dev.weir.proto.v1.BackfillRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

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
        + (end.getLeft() > 0 ? "%nleft: the daemon's log has the reasons".formatted() : "");
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
      json.writeNumberField("seconds", Math.round(1000 * seconds(nanos)) / 1000.0);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
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
