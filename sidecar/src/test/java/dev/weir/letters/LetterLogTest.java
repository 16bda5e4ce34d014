package dev.weir.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.ObjectVersion;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.opensearch.Rest;
import dev.weir.sink.DocumentBatch;
import dev.weir.sink.Observed;
import dev.weir.sink.Outcomes;
import dev.weir.sink.SinkSetup;
import dev.weir.sink.Sinks;
import dev.weir.sink.WholeSink;
import dev.weir.source.LogLines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The log names the objects of ten dead letters a minute, and counts the others. */
@ExtendWith(LabExtension.class)
class LetterLogTest {
  private static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");

  private final Rest rest;
  private final Outcomes outcomes = new Outcomes();
  private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);

  LetterLogTest(Lab lab) {
    rest = new Rest(lab.openSearch().endpoint());
  }

  @Test
  void saysTenLinesAMinuteAndThenHowManyItHeldBack() throws Exception {
    InstantSource source = now::get;
    Clock clock = source.withZone(ZoneOffset.UTC);
    SinkSetup settings = Sinks.settings(rest.endpoint());
    try (LogLines log = new LogLines(LetterLog.class.getName());
        WholeSink sink = new WholeSink(settings, new Observed(), clock)) {
      sink.start();

      write(sink, 0, 14);
      now.set(BEGIN.plus(Duration.ofSeconds(59)));
      write(sink, 14, 15);
      int inTheMinute = told(log).size();
      now.set(BEGIN.plus(Duration.ofSeconds(60)));
      write(sink, 15, 17);

      assertEquals(10, inTheMinute);
      assertEquals(
          List.of(
              "Record 15 of s3://b/k15 became a dead letter: not_json (decode)."
                  + " `weir letters show told-15` shows it (5 more since the last line)",
              "Record 16 of s3://b/k16 became a dead letter: not_json (decode)."
                  + " `weir letters show told-16` shows it"),
          told(log).subList(10, 12));
      assertTrue(told(log).stream().limit(10).noneMatch(line -> line.contains("more since")));
    } finally {
      rest.delete("/weir-dead-letters");
    }
  }

  private void write(WholeSink sink, int from, int to) throws Exception {
    try (DocumentBatch batch = sink.batch(outcomes)) {
      for (int i = from; i < to; i++) {
        ObjectVersion object = new ObjectVersion("b", "k" + i, "v");
        batch.deadLetter(
            i,
            new DeadLetter(
                "not_json", "decode", "json", object, i, BEGIN, "told-" + i, "", RawBody.NONE));
      }
    }
    outcomes.await(to);
  }

  private static List<String> told(LogLines log) {
    return log.lines().stream().filter(line -> line.contains("became a dead letter")).toList();
  }
}
