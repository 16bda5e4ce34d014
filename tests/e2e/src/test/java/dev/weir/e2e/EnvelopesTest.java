package dev.weir.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Log events of CloudWatch Logs as Firehose leaves them in S3, each to the index of its type. */
@ExtendWith(LabExtension.class)
class EnvelopesTest {
  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final String CONTROL =
      "{\"messageType\":\"CONTROL_MESSAGE\",\"owner\":\"CloudwatchLogs\",\"logGroup\":\"\","
          + "\"logStream\":\"\",\"subscriptionFilters\":[],\"logEvents\":[{\"id\":\"\","
          + "\"timestamp\":1795168800000,\"message\":\"CWL CONTROL MESSAGE\"}]}";

  @BeforeEach
  void empty(Lab lab) {
    SearchIndex.empty(lab.openSearch().endpoint());
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#ways")
  void everyLogEventGoesToTheIndexOfItsType(Optional<FluentBit> fluentBit, Lab lab) {
    PipelineOptions options =
        PipelineOptions.of(fluentBit)
            .config(
                """
                types:
                  app.orders: {}
                  cloudwatch.logs:
                    inner: [{ match: /app/orders*, type: app.orders }]
                """);
    try (Pipeline pipeline = Pipeline.start(lab, options)) {
      ByteArrayOutputStream object = new ByteArrayOutputStream();
      object.writeBytes(
          gzip(
              envelope(
                  "CloudTrail/logs",
                  event(
                      "{\\\"eventTime\\\":\\\"2026-11-20T09:59:59Z\\\",\\\"eventID\\\":\\\"e-1\\\","
                          + "\\\"recipientAccountId\\\":\\\"210987654321\\\"}"),
                  event("broken"))));
      object.writeBytes(gzip(CONTROL));
      object.writeBytes(
          gzip(
              envelope(
                  "/corp/vpc-flow",
                  event(
                      "2 123456789012 eni-1 203.0.113.9 172.31.16.21 40000 443 6 10 840"
                          + " 1795168500 1795168560 ACCEPT OK"))));
      object.writeBytes(
          gzip(
              envelope("/app/orders/eu", event("{\\\"order\\\":7}"))
                  + envelope("/app/other", event("{\\\"a\\\":1}"), event("a line\\n"), "3")));

      pipeline.put("firehose/2026/11/20/10/stream-1", object.toByteArray());
      awaitSettled(pipeline, 1);

      Summary summary = Summary.of(pipeline, List.of(), Duration.ZERO, null);
      assertTrue(summary.holds(), summary.toJson());
      assertEquals(7, summary.read());
      assertEquals(7, summary.indexed());
      for (String index :
          List.of(
              "weir-aws.cloudtrail-2026.11.20",
              "weir-unparsed-2026.11.20",
              "weir-aws.vpcflow-2026.11.20",
              "weir-app.orders-2026.11.20",
              "weir-json-2026.11.20",
              "weir-text-2026.11.20")) {
        assertEquals(1, pipeline.search().count(index), index);
      }
      JsonNode trail =
          pipeline.search().ask("GET", "/weir-aws.cloudtrail-*/_search", null).at("/hits/hits/0");
      assertEquals("e-1", trail.at("/_source/eventID").asText());
      assertTrue(trail.path("_id").asText().endsWith("-0"), "an id by its place");
      String byGroup = "{\"query\":{\"term\":{\"weir.envelope.logGroup\":\"/app/other\"}}}";
      assertEquals(
          3, pipeline.search().ask("GET", "/weir-*/_count", byGroup).path("count").asInt());
      MetricsPage metrics = pipeline.weir().metrics();
      assertEquals(1, metrics.sum("weir_documents_skipped_total", "type=\"cloudwatch.logs\""));
      assertEquals(2, metrics.sum("weir_inner_records_total", "type=\"aws.cloudtrail\""));
      assertEquals(1, metrics.sum("weir_unparsed_total", "reason=\"not_json\""));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#ways")
  void anObjectOfControlMessagesSettles(Optional<FluentBit> fluentBit, Lab lab) {
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(fluentBit))) {
      ByteArrayOutputStream object = new ByteArrayOutputStream();
      object.writeBytes(gzip(CONTROL));
      object.writeBytes(gzip(CONTROL));

      pipeline.put("firehose/control", object.toByteArray());
      awaitSettled(pipeline, 1);
      Eventually.until(DEADLINE, () -> pipeline.messages() == 0, () -> "its message is left");

      assertEquals(0, pipeline.weir().metrics().sum("weir_records_read_total"));
      assertEquals(2, pipeline.weir().metrics().sum("weir_documents_skipped_total"));
      pipeline.search().refresh();
      assertEquals(1, pipeline.search().count("weir-ledger"));
    }
  }

  private static void awaitSettled(Pipeline pipeline, int objects) {
    Eventually.until(
        DEADLINE,
        () -> pipeline.weir().metrics().sum("weir_objects_settled_total") == objects,
        () -> pipeline.weir().tail());
  }

  private static String envelope(String group, String... events) {
    return "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"123456789012\",\"logGroup\":\""
        + group
        + "\",\"logStream\":\"s\",\"subscriptionFilters\":[\"f\"],\"logEvents\":["
        + String.join(",", events)
        + "]}";
  }

  private static String event(String message) {
    return "{\"id\":\"1\",\"timestamp\":1795168800000,\"message\":\"" + message + "\"}";
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
