package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir explain} where the secrets of the configuration are not. */
class ExplainWithoutSecretsTest {
  private static final String CONFIG =
      """
      fleet_key: file:/no/such/folder/fleet_key
      source:
        queues: [{ url: 'https://sqs.eu-west-1.amazonaws.com/123456789012/q' }]
        buckets: [{ name: one-logs, types: [{ key: 'logs/**', type: nginx.access }] }]
        forward_to:
          tcp: 192.0.2.7:24224
          shared_key: ${WEIR_NO_SUCH_KEY}
          user: { name: weir, password: '${WEIR_NO_SUCH_KEY}' }
          tls: { ca: /no/such/folder/ca.pem }
      forward:
        listeners:
          - tcp: 0.0.0.0:24225
            shared_key: file:${WEIR_NO_SUCH_FOLDER}/key
            tls: { cert: /no/such/folder/cert.pem, key: /no/such/folder/key.pem }
      opensearch:
        url: https://search.example:9200
        ca: /no/such/folder/ca.pem
        auth: { kind: basic, user: weir, password: '${WEIR_NO_SUCH_KEY}' }
      enrich:
        threat:
          - from: http://127.0.0.1:1/feed.txt?licence=${WEIR_NO_SUCH_KEY}
            insecure: true
            private_addresses: true
      """;

  @TempDir Path folder = Path.of("");
  private Path log = Path.of("");

  @BeforeEach
  void writeLog() throws Exception {
    log =
        Files.writeString(
            folder.resolve("x.log"),
            "192.0.2.1 - - [20/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n");
  }

  @Test
  void explainsAsTheConfigurationSaysWhileEveryOtherCommandMissesThem() throws Exception {
    CommandRun explained = explain(CONFIG);

    assertEquals(0, explained.code(), explained.err());
    assertTrue(explained.out().contains("  nginx.access  1 indexed\n"), explained.out());
    assertTrue(explained.err().startsWith("list feed is not there, "), explained.err());
    CommandRun checked = CommandRun.of("check", "--offline", "-c", config(CONFIG));
    assertEquals(2, checked.code());
    for (String key :
        List.of(
            "fleet_key",
            "source.forward_to.shared_key",
            "source.forward_to.user.password",
            "source.forward_to.tls.ca",
            "forward.listeners[0].shared_key",
            "forward.listeners[0].tls.cert",
            "forward.listeners[0].tls.key",
            "opensearch.ca",
            "opensearch.auth.password",
            "enrich.threat[0].from")) {
      assertTrue(checked.err().contains(": " + key + ": given "), key + " in " + checked.err());
    }
  }

  @Test
  void asksForNoKeyOfTheFleet() throws Exception {
    CommandRun run = explain(CONFIG.replaceFirst("fleet_key.*\n", ""));

    assertEquals(0, run.code(), run.err());
  }

  @Test
  void checksAllElseAsEver() throws Exception {
    CommandRun run =
        explain(
            CONFIG
                .replace("file:/no/such/folder/fleet_key", "short")
                .replace("one-logs", "'${WEIR_NO_SUCH_BUCKET}'")
                .replace("  auth:", "  shard: 2\n  auth:"));

    assertEquals(2, run.code());
    assertEquals(3, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("fleet_key: given ***, expected a secret of at least 16 bytes"));
    assertTrue(run.err().contains("variable WEIR_NO_SUCH_BUCKET to be set"), run.err());
    assertTrue(run.err().contains("opensearch.shard: given an unknown key"), run.err());
  }

  private CommandRun explain(String config) throws Exception {
    return CommandRun.of(
        "explain", "-c", config(config), "--key", "s3://one-logs/logs/x", log.toString());
  }

  private String config(String config) throws Exception {
    return Files.writeString(folder.resolve("weir.yaml"), config).toString();
  }
}
