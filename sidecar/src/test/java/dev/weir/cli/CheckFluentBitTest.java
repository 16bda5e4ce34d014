package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir check} of a configuration of Fluent Bit. */
class CheckFluentBitTest {
  private static final String GOOD =
      """
      host: h1
      fleet_key: a-secret-of-the-fleet
      forward: { listeners: [{ unix: /run/weir.sock }] }
      opensearch: { url: http://127.0.0.1:9200 }
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void theFluentBitConfigurationThatShipsIsGood() {
    CommandRun check =
        CommandRun.of(
            "check",
            "--fluent-bit",
            "../fluent-bit/fluent-bit.conf",
            "--fluent-bit-version",
            "5.1.1");

    assertEquals("", check.err());
    assertEquals(0, check.code());
    assertTrue(check.out().contains("nothing in it loses data"), check.out());
  }

  @Test
  void saysWhatInAFluentBitConfigurationLosesData() throws Exception {
    Path fluentBit =
        Files.writeString(
            folder.resolve("fb.conf"), "[OUTPUT]\n    name http\n    match *\n    port 1\n");
    String[] arguments = {
      "check", "--fluent-bit", fluentBit.toString(), "--fluent-bit-version", "5.1.1"
    };

    CommandRun check = CommandRun.of(arguments);
    CommandRun json =
        CommandRun.of(
            Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));

    assertEquals(1, check.code());
    assertEquals(
        fluentBit
            + ":1: LOSES DATA: output http: no retry_limit. Fluent Bit tries twice and then drops the"
            + " chunk. Write: retry_limit no_limits",
        check.out().strip());
    assertEquals(1, json.code());
    assertEquals(
        "{\"problems\":[],\"cautions\":[],\"reached\":[],\"fluent_bit\":[{\"file\":\""
            + fluentBit
            + "\",\"line\":1,\"loses\":true,\"section\":\"output http\",\"what\":\"no retry_limit\","
            + "\"why\":\"Fluent Bit tries twice and then drops the chunk\","
            + "\"write\":\"retry_limit no_limits\"}]}",
        json.out().strip());
  }

  @Test
  void namesWhereWeirAndFluentBitDiffer() throws Exception {
    Path weir =
        file(
            GOOD
                + """
                source:
                  queues: [{ url: "https://sqs.eu-central-1.amazonaws.com/123456789012/q" }]
                  buckets: [{ name: logs, prefixes: [AWSLogs/] }]
                  forward_to: { unix: /run/in.sock }
                  fluent_bit: { storage: /var/lib/x }
                """);
    Path fluentBit =
        Files.writeString(
            folder.resolve("fb.conf"),
            """
            [SERVICE]
                storage.path /var/lib/y
            [INPUT]
                name forward
                unix_path /run/elsewhere.sock
                buffer_max_size 24M
                storage.type filesystem
            [OUTPUT]
                name forward
                match s3.*
                unix_path /run/weir.sock
                require_ack_response true
                retry_limit no_limits
            [OUTPUT]
                name s3
                match *
                bucket logs
                s3_key_format /AWSLogs/archive/$TAG/$UUID
                retry_limit 1000000
            """);

    CommandRun check =
        CommandRun.of(
            "check",
            "--offline",
            "-c",
            weir.toString(),
            "--fluent-bit",
            fluentBit.toString(),
            "--fluent-bit-version",
            "5.1.1");

    assertEquals("", check.err());
    assertEquals(1, check.code());
    List<String> lines = check.out().lines().toList();
    assertEquals(6, lines.size(), check.out());
    assertTrue(lines.get(0).contains("storage.path /var/lib/y, and source.fluent_bit.storage"));
    assertTrue(lines.get(1).contains("no forward input has unix_path /run/in.sock"));
    assertTrue(lines.get(2).contains("it writes to what weir watches, s3://logs/AWSLogs/"));
    assertTrue(lines.get(3).contains("no problem in the configuration"));
  }

  @Test
  void saysThatTheBufferOfFluentBitIsNotNamed() throws Exception {
    String source =
        """
        source:
          queues: [{ url: "https://sqs.eu-central-1.amazonaws.com/123456789012/q" }]
          accounts: ['123456789012']
          buckets: [{ name: trails }]
          forward_to: { unix: /run/%s.sock }
        """;
    Path fluentBit =
        Files.writeString(
            folder.resolve("fb.conf"),
            """
            [SERVICE]
                storage.path /var/lib/y
            [INPUT]
                name forward
                unix_path /run/in.sock
                buffer_max_size 24M
                storage.type filesystem
            [OUTPUT]
                name forward
                match s3.*
                unix_path /run/weir.sock
                require_ack_response true
                retry_limit no_limits
            """);

    CommandRun alone = check(source.formatted("in"));
    CommandRun straight = check(source.formatted("weir"));
    CommandRun both =
        check(
            source.formatted("in"),
            "--fluent-bit",
            fluentBit.toString(),
            "--fluent-bit-version",
            "5.1.1");

    assertTrue(alone.out().contains("CAUTION: source.fluent_bit.storage is missing"), alone.out());
    assertEquals(0, alone.code());
    assertFalse(straight.out().contains("CAUTION"), straight.out());
    assertEquals(
        fluentBit
            + ":2: LOSES DATA: service: storage.path /var/lib/y, and weir.yaml has no"
            + " source.fluent_bit.storage. Weir cannot see what the buffer holds no more: if a frame"
            + " is lost, its object stays open, and its records are never counted as unaccounted."
            + " Write: fluent_bit: { storage: /var/lib/y } below source in weir.yaml",
        both.out().lines().findFirst().orElseThrow());
    assertFalse(both.out().contains("CAUTION"), both.out());
    assertEquals(1, both.code());
  }

  private CommandRun check(String source, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("check", "--offline", "-c", file(GOOD + source).toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("weir.yaml"), text);
  }
}
