package dev.weir.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From S3 to OpenSearch: source and sidecar straight through, and through each Fluent Bit. */
@ExtendWith(LabExtension.class)
class WholeWayTest {
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  @BeforeEach
  void empty(Lab lab) {
    SearchIndex.empty(lab.openSearch().endpoint());
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#ways")
  void everyRecordIsIndexedOnceWithItsFlags(Optional<FluentBit> fluentBit, Lab lab) {
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(fluentBit))) {
      Load load = new Load(pipeline, 7, 500).waf(6).trail(2);

      load.untilSettled();

      Summary summary = load.summary();
      assertTrue(summary.holds(), summary.toJson());
      assertEquals(load.truth().records(), summary.indexed());
      assertEquals(load.truth().flags(), summary.flags());
      assertEquals(8, summary.objects());
      assertEquals(0, pipeline.messages(), "all messages are deleted");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#ways")
  void writesALedgerLineForEachObject(Optional<FluentBit> fluentBit, Lab lab) {
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(fluentBit))) {
      new Load(pipeline, 8, 100).waf(1).untilSettled();

      pipeline.search().refresh();
      JsonNode line =
          pipeline.search().ask("GET", "/weir-ledger/_search", null).at("/hits/hits/0/_source");
      assertEquals(pipeline.bucket(), line.path("bucket").asText());
      assertEquals(100, line.path("read").asInt());
      assertEquals("aws.waf", line.path("type").asText());
      assertTrue(line.path("first").asText().compareTo(line.path("last").asText()) < 0);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#ways")
  void keepsNativeFieldsAndSaysWhereARecordIsFrom(Optional<FluentBit> fluentBit, Lab lab) {
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(fluentBit))) {
      String line =
          "{\"timestamp\":1795000000123,\"action\":\"BLOCK\",\"httpSourceName\":\"CF\","
              + "\"httpMethod\":\"PUT\",\"country\":\"FR\",\"responseCodeSent\":403,"
              + "\"big\":123456789012345678901234567890,\"weir\":\"mine\",\"_weir\":\"forged\","
              + "\"empty\":[],\"nothing\":null}\n";
      pipeline.put("one/odd key+%.log", line.getBytes(StandardCharsets.UTF_8));

      JsonNode document = pipeline.search().awaitOne("weir-aws.waf-2026.11.18", DEADLINE);

      assertEquals("2026-11-18T11:06:40.123Z", document.path("@timestamp").asText());
      assertEquals("123456789012345678901234567890", document.path("big").asText());
      assertTrue(document.path("big").isTextual());
      assertEquals("mine", document.at("/native/weir").asText());
      assertTrue(document.path("empty").isArray());
      assertTrue(document.path("nothing").isNull());
      assertEquals(1, document.path("B_action").asInt());
      assertEquals(0, document.path("common_method").asInt());
      assertEquals(0, document.path("uncommon_method").asInt());
      assertEquals(1, document.path("UNK_country").asInt());
      assertEquals(1, document.path("B_httpstatus").asInt());
      assertEquals(
          "s3://" + pipeline.bucket() + "/one/odd key+%.log", document.at("/weir/object").asText());
      assertEquals(0, document.at("/weir/ordinal").asInt());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#ways")
  void badRecordsBecomeDeadLettersAndTheRestGoesOn(Optional<FluentBit> fluentBit, Lab lab) {
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(fluentBit))) {
      String lines =
          "{\"a\":1}\n{\"broken\":\n{\"a\":2}\n"
              + "[".repeat(500)
              + "]".repeat(500)
              + "\n{\"a\":3}\n";
      pipeline.put("lines.json", lines.getBytes(StandardCharsets.UTF_8));

      Eventually.until(
          DEADLINE,
          () -> pipeline.weir().metrics().sum("weir_objects_settled_total") == 1,
          () -> pipeline.weir().tail());

      pipeline.search().refresh();
      assertEquals(3, pipeline.search().count("weir-json-*"));
      assertEquals(2, pipeline.search().count("weir-dead-letters"));
      MetricsPage metrics = pipeline.weir().metrics();
      assertEquals(5, metrics.sum("weir_records_read_total"));
      assertEquals(2, metrics.sum("weir_records_total", "fate=\"dead_lettered\""));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#ways")
  void filtersByConfigurationAndCountsTheReason(Optional<FluentBit> fluentBit, Lab lab) {
    PipelineOptions options =
        PipelineOptions.of(fluentBit)
            .config(
                """
                filter:
                  rules:
                    - name: blocked
                      drop:
                        type: aws.waf
                        when:
                          - { field: action, equals: BLOCK }
                    - name: no-clients
                      mask: { type: aws.waf, fields: [requestId] }
                """);
    try (Pipeline pipeline = Pipeline.start(lab, options)) {
      Load load = new Load(pipeline, 9, 400).waf(2);

      load.untilSettled();

      Summary summary = load.summary();
      long blocked = load.truth().flags().getOrDefault("B_action", 0L);
      assertTrue(blocked > 0);
      assertEquals(blocked, summary.filtered());
      assertEquals(load.truth().records() - blocked, summary.indexed());
      assertEquals(
          blocked, pipeline.weir().metrics().sum("weir_filtered_total", "reason=\"blocked\""));
      JsonNode masked =
          pipeline
              .search()
              .ask("GET", "/weir-aws.waf-*/_search?size=1", null)
              .at("/hits/hits/0/_source/requestId");
      assertEquals("***", masked.asText());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#ways")
  void drainsOnSigterm(Optional<FluentBit> fluentBit, Lab lab) {
    Load load;
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(fluentBit))) {
      load = new Load(pipeline, 10, 2_000).waf(6);
      Eventually.until(
          DEADLINE,
          () -> pipeline.weir().metrics().sum("weir_records_read_total") > 0,
          () -> pipeline.weir().tail());

      pipeline.weir().close();
      pipeline.startWeir();

      Eventually.until(
          DEADLINE,
          () -> {
            pipeline.search().refresh();
            return pipeline.search().count(SearchIndex.RECORDS) == load.truth().records();
          },
          () -> pipeline.search().count(SearchIndex.RECORDS) + " indexed");
      Eventually.until(DEADLINE, () -> pipeline.messages() == 0, () -> "messages are left");
      assertEquals(0, pipeline.search().duplicates());
    }
  }
}
