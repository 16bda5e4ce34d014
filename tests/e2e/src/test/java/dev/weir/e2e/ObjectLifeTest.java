package dev.weir.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.control.ControlClient;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.S3EventMessages;
import dev.weir.lab.StoredObject;
import dev.weir.proto.v1.BackfillProgress;
import dev.weir.proto.v1.BackfillRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of an object, over several lives of weir: read once, and if it cannot be, told so. */
@ExtendWith(LabExtension.class)
class ObjectLifeTest {
  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final byte[] TWO_LINES = "{\"a\":1}\n{\"a\":2}\n".getBytes(StandardCharsets.UTF_8);

  @BeforeEach
  void empty(Lab lab) {
    SearchIndex.empty(lab.openSearch().endpoint());
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#ways")
  void nothingSettledIsReadAgainAfterARestart(Optional<FluentBit> fluentBit, Lab lab) {
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(fluentBit))) {
      List<StoredObject> objects = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        objects.add(lab.put(pipeline.bucket(), i + ".json", TWO_LINES));
      }
      announce(lab, pipeline, objects);
      awaitMetric(pipeline, "weir_objects_settled_total", 5);
      Eventually.until(DEADLINE, () -> pipeline.messages() == 0, () -> "messages are left");
      assertEquals(5, pipeline.weir().metrics().sum("weir_object_seconds_count"));
      pipeline.weir().kill();
      pipeline.startWeir();

      announce(lab, pipeline, objects);

      Eventually.until(DEADLINE, () -> pipeline.messages() == 0, () -> "messages are left");
      MetricsPage metrics = pipeline.weir().metrics();
      assertEquals(5, metrics.sum("weir_objects_total", "outcome=\"skipped_settled_before\""));
      assertEquals(0, metrics.sum("weir_objects_total", "outcome=\"opened\""));
      assertEquals(0, metrics.sum("weir_records_read_total"));
    }
  }

  @Test
  void anObjectThatIsGoneLeavesADeadLetterAndALine(Lab lab) {
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(Optional.empty()))) {
      StoredObject gone = lab.put(pipeline.bucket(), "gone.json", TWO_LINES);
      lab.s3Client().deleteObject(request -> request.bucket(gone.bucket()).key(gone.key()));

      announce(lab, pipeline, List.of(gone));

      awaitMetric(pipeline, "weir_objects_total", 1);
      Eventually.until(DEADLINE, () -> pipeline.messages() == 0, () -> "a message is left");
      pipeline.search().refresh();
      JsonNode letter = only(pipeline, "weir-dead-letters");
      assertEquals("gone", letter.path("reason").asText());
      assertEquals("source", letter.path("stage").asText());
      JsonNode line = only(pipeline, "weir-ledger");
      assertEquals("poisoned", line.path("state").asText());
      assertEquals("gone", line.path("reason").asText());
      assertEquals(0, line.path("read").asInt());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#ways")
  void aBackfillGoesThroughTheRunningDaemonAndResumes(Optional<FluentBit> fluentBit, Lab lab)
      throws IOException {
    Path socket = lab.folder().resolve("control.sock");
    PipelineOptions options =
        PipelineOptions.of(fluentBit).config("control: { socket: " + socket + " }");
    try (Pipeline pipeline = Pipeline.start(lab, options)) {
      for (int i = 0; i < 30; i++) {
        lab.put(pipeline.bucket(), "old/" + i + ".json", TWO_LINES);
      }
      BackfillRequest request =
          BackfillRequest.newBuilder().setBucket(pipeline.bucket()).setPrefix("old/").build();
      List<BackfillProgress> told = new ArrayList<>();

      BackfillProgress dry =
          ControlClient.backfill(
              socket, request.toBuilder().setDryRun(true).build(), progress -> {});
      BackfillProgress first = ControlClient.backfill(socket, request, told::add);
      BackfillProgress again = ControlClient.backfill(socket, request, progress -> {});

      assertEquals(30, dry.getMissing());
      assertEquals(0, dry.getDone());
      assertEquals(30, first.getDone());
      assertEquals(60, first.getRecords());
      assertEquals(first, told.getLast());
      assertEquals(30, again.getSettledBefore());
      assertEquals(0, again.getMissing());
      pipeline.search().refresh();
      assertEquals(60, pipeline.search().count(SearchIndex.RECORDS));
      assertEquals(0, pipeline.search().duplicates());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#ways")
  void sigtermHandsUnfinishedMessagesBackAtOnce(Optional<FluentBit> fluentBit, Lab lab) {
    PipelineOptions options =
        PipelineOptions.of(fluentBit)
            .visibility(Duration.ofMinutes(10))
            .config("shutdown: { deadline: 2s }");
    try (Pipeline pipeline = Pipeline.start(lab, options)) {
      lab.openSearch().kill();
      try {
        pipeline.put("a.json", TWO_LINES);
        awaitMetric(pipeline, "weir_messages_total", 1);

        pipeline.weir().close();

        assertEquals(
            1,
            lab.sqsClient()
                .receiveMessage(request -> request.queueUrl(pipeline.queue()).waitTimeSeconds(5))
                .messages()
                .size());
      } finally {
        lab.openSearch().restart();
      }
      assertTrue(pipeline.messages() == 1, "nothing is deleted");
    }
  }

  private static void announce(Lab lab, Pipeline pipeline, List<StoredObject> objects) {
    objects.forEach(
        object -> lab.send(pipeline.queue(), S3EventMessages.created(lab.s3().region(), object)));
  }

  private static void awaitMetric(Pipeline pipeline, String name, long count) {
    Eventually.until(
        DEADLINE,
        () -> pipeline.weir().metrics().sum(name) >= count,
        () -> name + " is " + pipeline.weir().metrics().sum(name) + pipeline.weir().tail());
  }

  private static JsonNode only(Pipeline pipeline, String index) {
    JsonNode hits = pipeline.search().ask("GET", "/" + index + "/_search", null).at("/hits/hits");
    assertEquals(1, hits.size(), index);
    return hits.get(0).path("_source");
  }
}
