package dev.weir.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Logs of this host, through the inputs that ship: every line once, whatever becomes of its file.
 */
@ExtendWith(LabExtension.class)
class HostLogsTest {
  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final String INDEX = "weir-linux.auth-*,weir-apache.*,weir-unparsed-*";

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void empty(Lab lab) throws IOException {
    SearchIndex.empty(lab.openSearch().endpoint());
    Files.createDirectories(folder.resolve("state"));
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#all")
  void everyLineIsIndexedOnceThroughRotationAndTruncation(Optional<FluentBit> fluentBit, Lab lab)
      throws Exception {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    try (Pipeline pipeline = Pipeline.start(lab, hostLogs(fluentBit))) {
      append(lines(0, 500));
      awaitLines(pipeline, 500);

      Files.move(auth(), rotated());
      append(lines(500, 500));
      awaitLines(pipeline, 1_000);
      append(lines(1_000, 500));
      Files.move(auth(), folder.resolve("auth.log-20261121"));
      append(lines(1_500, 500));
      awaitLines(pipeline, 2_000);
      Files.copy(auth(), folder.resolve("auth.log.copy"));
      truncate();
      append(lines(2_000, 100));

      awaitLines(pipeline, 2_100);
      assertEquals(2_100, distinctLines(pipeline));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#all")
  void equalLinesWithoutATimeOfTheirOwnStaySeveral(Optional<FluentBit> fluentBit, Lab lab)
      throws Exception {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    String line = "no time, no program, always the same\n";
    try (Pipeline pipeline = Pipeline.start(lab, hostLogs(fluentBit))) {
      append(line.repeat(20));
      awaitLines(pipeline, 20);

      truncate();
      append(line.repeat(10));
      awaitLines(pipeline, 30);
      Files.move(auth(), rotated());
      append(line.repeat(20));

      awaitLines(pipeline, 50);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#all")
  void whatCameWhileFluentBitWasDownIsRead(Optional<FluentBit> fluentBit, Lab lab)
      throws Exception {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    try (Pipeline pipeline = Pipeline.start(lab, hostLogs(fluentBit))) {
      append(lines(0, 300));
      awaitLines(pipeline, 300);

      pipeline.killFluentBit();
      append(lines(300, 300));
      Files.move(auth(), rotated());
      append(lines(600, 300));
      pipeline.startFluentBit();

      awaitLines(pipeline, 900);
      assertEquals(900, distinctLines(pipeline));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#all")
  void whatIsReadAgainIsNotIndexedAgain(Optional<FluentBit> fluentBit, Lab lab) throws Exception {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    try (Pipeline pipeline = Pipeline.start(lab, hostLogs(fluentBit))) {
      append(lines(0, 300));
      awaitLines(pipeline, 300);
      Files.move(auth(), rotated());
      append(lines(300, 300));
      awaitLines(pipeline, 600);

      // It forgets where it was, as after a restored disk.
      pipeline.killFluentBit();
      Files.delete(folder.resolve("state/auth.db"));
      pipeline.startFluentBit();

      Eventually.until(
          DEADLINE,
          () -> alreadyIndexed(pipeline) >= 600,
          () -> "read again: " + alreadyIndexed(pipeline) + "\n" + pipeline.weir().tail());
      pipeline.search().refresh();
      assertEquals(600, pipeline.search().count(INDEX));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.e2e.FluentBit#all")
  void takesTheLinesOfSshdAndApacheApart(Optional<FluentBit> fluentBit, Lab lab) throws Exception {
    // A machine without Fluent Bit cannot run this; the report then names it as skipped.
    assumeTrue(fluentBit.isPresent(), FluentBit.HOW_TO_INSTALL);
    try (Pipeline pipeline = Pipeline.start(lab, hostLogs(fluentBit))) {
      append(
          "2026-11-20T23:59:58.123456+02:00 web1 sshd[812]: Accepted publickey for u from"
              + " 192.0.2.7 port 22 ssh2: RSA SHA256:x\n");
      Files.writeString(
          folder.resolve("access.log"),
          "192.0.2.9 - - [20/Nov/2026:21:59:59 +0000] \"GET /a?b=1 HTTP/1.1\" 404 12 \"-\" \"c/8\"\n");
      Files.writeString(
          folder.resolve("error.log"),
          """
          [Fri Nov 20 21:59:59.123456 2026] [core:error] [pid 9] [client 192.0.2.8:1] AH1: x
          [Fri Nov 20 21:59:59 2026] [warn] [client 192.0.2.6] x
          """);
      awaitLines(pipeline, 4);

      JsonNode sshd = one(pipeline, "program", "sshd");
      assertEquals("2026-11-20T21:59:58.123456Z", sshd.path("@timestamp").asText());
      assertEquals(812, sshd.at("/process/pid").asInt());
      assertEquals("ssh_login", sshd.at("/event/action").asText());
      assertEquals("192.0.2.7", sshd.at("/source/ip").asText());
      assertEquals("web1", sshd.at("/host/hostname").asText());
      assertEquals(auth().toString(), sshd.at("/log/file/path").asText());
      assertEquals(0, sshd.at("/log/offset").asInt(-1));
      assertTrue(sshd.at("/host/name").asText().length() > 0, sshd.toString());
      JsonNode access = one(pipeline, "remote_host", "192.0.2.9");
      assertEquals("2026-11-20T21:59:59Z", access.path("@timestamp").asText().replace(".000", ""));
      assertEquals("GET", access.at("/http/request/method").asText());
      assertEquals(404, access.path("status").asInt());
      assertTrue(access.path("remote_user").isMissingNode(), access.toString());
      JsonNode error = one(pipeline, "level", "error");
      assertEquals(localTime("2026-11-20T21:59:59.123456"), error.path("@timestamp").asText());
      assertEquals("192.0.2.8", error.at("/source/ip").asText());
      assertEquals("AH1", error.at("/event/code").asText());
      JsonNode old = one(pipeline, "level", "warn");
      assertEquals(
          localTime("2026-11-20T21:59:59"), old.path("@timestamp").asText().replace(".000", ""));
    }
  }

  /** A line that tells no zone was written in this host's. */
  private static String localTime(String time) {
    return LocalDateTime.parse(time).atZone(ZoneId.systemDefault()).toInstant().toString();
  }

  private Path auth() {
    return folder.resolve("auth.log");
  }

  private Path rotated() {
    return folder.resolve("auth.log.1");
  }

  /** The inputs and the output that ship, on the files of this test. */
  private PipelineOptions hostLogs(Optional<FluentBit> fluentBit) throws IOException {
    Path shipped = Pipeline.shippedConfiguration().resolve("conf.d");
    String inputs = Files.readString(shipped.resolve("inputs-host.conf"));
    String output = Files.readString(shipped.resolve("outputs-host.conf"));
    String own =
        inputs
            .replaceAll("/var/log/(?:apache2/)?", folder + "/")
            .replace("${WEIR_FLUENT_BIT_STATE}", folder.resolve("state").toString())
            // A test has no minutes to wait for new files.
            .replaceAll("refresh_interval +5", "refresh_interval 1");
    return PipelineOptions.of(fluentBit).filters(own + "\n" + output);
  }

  private void append(String text) throws IOException {
    Files.writeString(auth(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** As logrotate's copytruncate does it. */
  private void truncate() throws IOException {
    try (FileChannel file = FileChannel.open(auth(), StandardOpenOption.WRITE)) {
      file.truncate(0);
    }
  }

  private static String lines(int from, int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < from + count; i++) {
      lines.append("Nov 20 10:%02d:%02d web1 sshd[%d]: ".formatted(i / 60 % 60, i % 60, i));
      lines.append("session opened number ").append(i).append('\n');
    }
    return lines.toString();
  }

  private static void awaitLines(Pipeline pipeline, long count) {
    Eventually.until(
        DEADLINE,
        () -> {
          pipeline.search().refresh();
          return pipeline.search().count(INDEX) >= count;
        },
        () -> pipeline.search().count(INDEX) + " of " + count + ":\n" + pipeline.weir().tail());
    assertEquals(count, pipeline.search().count(INDEX));
  }

  private static double alreadyIndexed(Pipeline pipeline) {
    return pipeline.weir().metrics().sum("weir_records_total", "fate=\"already_indexed\"");
  }

  private static long distinctLines(Pipeline pipeline) {
    return pipeline
        .search()
        .ask(
            "POST",
            "/" + INDEX + "/_search",
            "{\"size\":0,\"aggs\":{\"m\":{\"cardinality\":"
                + "{\"field\":\"pid\",\"precision_threshold\":40000}}}}")
        .at("/aggregations/m/value")
        .asLong();
  }

  private static JsonNode one(Pipeline pipeline, String field, String value) {
    return pipeline
        .search()
        .ask("GET", "/" + INDEX + "/_search?q=" + field + ":%22" + value + "%22", null)
        .at("/hits/hits/0/_source");
  }
}
