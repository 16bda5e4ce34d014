package dev.weir.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.config.ConfigFile;
import dev.weir.daemon.Explain;
import dev.weir.daemon.ExplainListener;
import dev.weir.daemon.ExplainedPlace;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.StoredObject;
import dev.weir.pipeline.Explanation;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The logs of every type from S3 to OpenSearch: what lies there is what {@code weir explain} says
 * of them, which the sidecar's tests hold against documents that were written by hand.
 */
@ExtendWith(LabExtension.class)
class EveryTypeTest {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final JsonMapper JSON = new JsonMapper();

  @BeforeEach
  void empty(Lab lab) {
    SearchIndex.empty(lab.openSearch().endpoint());
  }

  /** By index and id, the documents that may lie there: of repeated ids the first to come. */
  private record Expected(Map<String, List<Explanation>> byPlace, Set<String> types, long records) {
    static String place(Explanation explanation) {
      return explanation.index() + " " + explanation.id();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#ways")
  void becomesWhatExplainSays(Optional<FluentBit> fluentBit, Lab lab) throws Exception {
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(fluentBit))) {
      List<StoredObject> stored = new ArrayList<>();
      for (Path log : TypeLogs.all()) {
        stored.add(pipeline.put(TypeLogs.key(log), Files.readAllBytes(log)));
      }
      awaitSettled(pipeline, stored.size());

      Expected expected = explain(lab, pipeline, stored);

      Summary summary = Summary.of(pipeline, List.of(), Duration.ZERO, null);
      assertTrue(summary.holds(), summary.toJson());
      assertEquals(expected.records(), summary.read());
      assertEquals(0, summary.deadLettered());
      assertEquals(
          LogTypes.shipped().all().stream().map(LogType::name).collect(Collectors.toSet()),
          expected.types());
      for (JsonNode found : found(pipeline, expected)) {
        String place = found.path("_index").asText() + " " + found.path("_id").asText();
        List<JsonNode> wanted = new ArrayList<>();
        for (Explanation each : Objects.requireNonNull(expected.byPlace().get(place))) {
          wanted.add(withoutIngested(JSON.readTree(each.document())));
        }
        JsonNode document = withoutIngested(found.path("_source"));
        assertTrue(wanted.contains(document), () -> place + "\n" + wanted + "\n" + document);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#ways")
  void aMegabyteOfHostileTextInARecordOfEachIsIndexed(Optional<FluentBit> fluentBit, Lab lab)
      throws Exception {
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(fluentBit))) {
      List<StoredObject> stored = new ArrayList<>();
      for (Path log : TypeLogs.all()) {
        String name = log.getFileName().toString().replaceAll("(\\.typed)?\\.log$", "");
        LogType type = LogTypes.shipped().named(name);
        if (type != null) {
          stored.add(pipeline.put(TypeLogs.key(log), TypeLogs.hostile(log, type)));
        }
      }
      awaitSettled(pipeline, stored.size());

      Expected expected = explain(lab, pipeline, stored);

      Summary summary = Summary.of(pipeline, List.of(), Duration.ZERO, null);
      assertTrue(summary.holds(), summary.toJson());
      assertEquals(0, summary.deadLettered(), summary.toJson());
      assertEquals(expected.records(), summary.read());
      for (JsonNode found : found(pipeline, expected)) {
        String place = found.path("_index").asText() + " " + found.path("_id").asText();
        JsonNode wanted =
            JSON.readTree(
                Objects.requireNonNull(expected.byPlace().get(place)).getFirst().document());
        JsonNode document = found.path("_source");
        assertEquals(wanted.path("@timestamp"), document.path("@timestamp"), place);
        if (!document.at("/weir").has("reshaped")) {
          assertEquals(withoutIngested(wanted), withoutIngested(document));
        }
      }
    }
  }

  private static void awaitSettled(Pipeline pipeline, int objects) {
    Eventually.until(
        DEADLINE,
        () -> pipeline.weir().metrics().sum("weir_objects_settled_total") == objects,
        () -> pipeline.weir().tail());
    pipeline.search().refresh();
  }

  /** What the configuration of the pipeline makes of the objects. */
  private static Expected explain(Lab lab, Pipeline pipeline, List<StoredObject> stored)
      throws Exception {
    Explain explain = new Explain(ConfigFile.forThisProcess().load(pipeline.config()).config());
    Map<String, List<Explanation>> byPlace = new HashMap<>();
    Set<String> types = new TreeSet<>();
    List<Explanation> all = new ArrayList<>();
    for (StoredObject object : stored) {
      ResponseBytes<GetObjectResponse> got =
          lab.s3Client().getObjectAsBytes(get -> get.bucket(object.bucket()).key(object.key()));
      explain.object(
          new ExplainedPlace(object.bucket(), object.key(), object.eTag(), false),
          got.response().lastModified(),
          null,
          got.asInputStream(),
          object.sizeBytes(),
          new ExplainListener() {
            @Override
            public void recognized(LogType type, String why) {
              types.add(type.name());
            }

            @Override
            public void opaque(LogType type, String why) {
              throw new AssertionError(why);
            }

            @Override
            public void skipped(String reason) {
              throw new AssertionError(reason);
            }

            @Override
            public void empty(String why) {
              throw new AssertionError(why);
            }

            @Override
            public boolean wantsSteps() {
              return false;
            }

            @Override
            public void record(Explanation explanation, Map<String, String> documents) {
              all.add(explanation);
            }
          });
    }
    for (Explanation each : all) {
      byPlace.computeIfAbsent(Expected.place(each), place -> new ArrayList<>()).add(each);
    }
    return new Expected(byPlace, types, all.size());
  }

  /** The document at each place, as OpenSearch has it. */
  private static List<JsonNode> found(Pipeline pipeline, Expected expected) {
    List<JsonNode> found = new ArrayList<>();
    List<String> places = List.copyOf(expected.byPlace().keySet());
    for (int from = 0; from < places.size(); from += 20) {
      ObjectNode request = JSON.createObjectNode();
      ArrayNode documents = request.putArray("docs");
      for (String place : places.subList(from, Math.min(places.size(), from + 20))) {
        String[] parts = place.split(" ", 2);
        documents.addObject().put("_index", parts[0]).put("_id", parts[1]);
      }
      JsonNode answer = pipeline.search().ask("POST", "/_mget", request.toString());
      for (JsonNode document : answer.path("docs")) {
        assertTrue(document.path("found").asBoolean(), document.toString());
        found.add(document);
      }
    }
    assertEquals(places.size(), found.size());
    return found;
  }

  /** The hash is keyed with the fleet's key, which explain does not ask for. */
  private static JsonNode withoutIngested(JsonNode document) {
    assertNotNull(document.get("weir"));
    ((ObjectNode) document.path("weir")).remove(List.of("ingested", "hash"));
    return document;
  }
}
