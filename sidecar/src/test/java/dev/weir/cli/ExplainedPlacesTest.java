package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of each log of AWS a document says whose account it is and which region, where the key does. */
class ExplainedPlacesTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/weir/type");
  private static final String ACCOUNT = "210987654321";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "aws.alb.log, AWSLogs/210987654321/elasticloadbalancing/eu-central-2/2026/11/20/x.log.gz",
    "aws.nlb.log, AWSLogs/210987654321/elasticloadbalancing/eu-central-2/2026/11/20/net.x.log.gz",
    "aws.elb.typed.log, AWSLogs/210987654321/elasticloadbalancing/eu-central-2/2026/11/20/x.log",
    "aws.vpcflow.v5.log, AWSLogs/210987654321/vpcflowlogs/eu-central-2/2026/11/20/x.log.gz",
    "aws.s3access.log, logs/210987654321/eu-central-2/b/2026/11/20/2026-11-20-10-00-00-ABC",
    "aws.cloudfront.log, AWSLogs/210987654321/CloudFront/E2EXAMPLE.2026-11-20-10.a1b2c3d4.gz",
    "aws.networkfirewall.log, AWSLogs/210987654321/network-firewall/flow/eu-central-2/f/2026/11/x.gz",
    "aws.route53.log, AWSLogs/210987654321/vpcdnsquerylogs/vpc-1/2026/11/20/x.log.gz",
    "aws.waf.log, AWSLogs/210987654321/WAFLogs/eu-central-2/acl/2026/11/20/10/05/x.log.gz",
    "aws.cloudtrail.log, AWSLogs/210987654321/CloudTrail/eu-central-2/2026/11/20/x.json.gz",
    "aws.guardduty.log, AWSLogs/210987654321/GuardDuty/eu-central-2/2026/11/20/x.jsonl.gz",
    "aws.config.log, AWSLogs/210987654321/Config/eu-central-2/2026/11/20/ConfigHistory/x.json.gz",
  })
  void takesFromTheKeyWhatTheRecordDoesNotSay(String log, String key) throws Exception {
    String type = log.replaceAll("^(aws\\.[a-z0-9]+).*", "$1");

    List<String> lines = documents(FOLDER.resolve(log), type, key);

    for (String line : lines) {
      JsonNode found = JSON.readTree(line);
      if (found.path("outcome").asText().equals("indexed")) {
        JsonNode cloud = found.path("document").path("cloud");
        assertFalse(cloud.path("account").path("id").asText().isEmpty(), line);
        assertTrue(cloud.has("region") || isWithoutRegion(key), line);
      }
    }
  }

  private static boolean isWithoutRegion(String key) {
    return key.contains("/CloudFront/") || key.contains("/vpcdnsquerylogs/");
  }

  @Test
  void believesTheRecordFirst() throws Exception {
    Path line = folder.resolve("x.json");
    Files.writeString(
        line,
        "{\"timestamp\":1790000000000,\"webaclId\":\"arn:aws:wafv2:us-east-1:123456789012:"
            + "global/webacl/a/1\",\"action\":\"ALLOW\",\"httpRequest\":{\"clientIp\":\"192.0.2.1\"}}\n"
            + "{\"timestamp\":1790000000000,\"webaclId\":\"11111111-2222-3333-4444-555555555555\","
            + "\"action\":\"ALLOW\",\"httpRequest\":{\"clientIp\":\"192.0.2.1\"}}\n");

    List<String> lines =
        documents(line, "aws.waf", "AWSLogs/" + ACCOUNT + "/WAFLogs/eu-central-2/a/x.gz");

    JsonNode first = JSON.readTree(lines.get(0)).at("/document/cloud");
    assertEquals("123456789012", first.at("/account/id").asText());
    assertEquals("us-east-1", first.path("region").asText());
    JsonNode second = JSON.readTree(lines.get(1)).at("/document/cloud");
    assertEquals(ACCOUNT, second.at("/account/id").asText());
    assertEquals("eu-central-2", second.path("region").asText());
  }

  @ParameterizedTest
  @CsvSource({"GB, 1, 0", "UK, 1, 0", "US, 1, 0", "FR, 0, 1"})
  void flagsTheUnitedKingdomByBothOfItsCodes(String country, int known, int unknown)
      throws Exception {
    Path line = folder.resolve("x.json");
    Files.writeString(
        line,
        "{\"timestamp\":1790000000000,\"webaclId\":\"a\",\"action\":\"ALLOW\",\"httpRequest\":"
            + "{\"clientIp\":\"192.0.2.1\",\"country\":\""
            + country
            + "\"}}\n");

    JsonNode flags = JSON.readTree(documents(line, "aws.waf", "x.gz").getFirst()).path("flags");

    assertEquals(known, flags.path("K_country").asInt());
    assertEquals(unknown, flags.path("UNK_country").asInt());
  }

  private static List<String> documents(Path log, String type, String key) {
    CommandRun run =
        CommandRun.of(
            "explain",
            "--json",
            "--last-modified",
            "2026-11-21T02:10:49Z",
            "--type",
            type,
            "--key",
            key,
            log.toString());
    assertEquals("", run.err());
    return run.out().lines().toList();
  }
}
