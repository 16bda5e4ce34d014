package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTypesTest {
  private final LogTypes types = LogTypes.shipped();

  @ParameterizedTest
  @CsvSource({
    "AWSLogs/123456789012/CloudTrail/eu-west-1/2026/01/02/x.json.gz, aws.cloudtrail",
    "any/prefix/AWSLogs/o-abc123/123456789012/CloudTrail/us-gov-west-1/2026/01/02/x,"
        + " aws.cloudtrail",
    "AWSLogs/123456789012/CloudTrail-Insight/eu-west-1/2026/01/02/x, aws.cloudtrail.insight",
    "AWSLogs/123456789012/WAFLogs/eu-west-1/acl/2026/01/02/03/05/x.log.gz, aws.waf",
    "aws-waf-logs-prod/2026/x.gz, aws.waf",
  })
  void tellsTypesByTheirKeys(String key, String type) {
    Recognition.Recognized recognized =
        assertInstanceOf(Recognition.Recognized.class, types.byKey(key));

    assertEquals(type, recognized.type().name());
  }

  @Test
  void skipsDigestsOfCloudTrail() {
    assertEquals(
        new Recognition.Skipped("cloudtrail_digest"),
        types.byKey("AWSLogs/123456789012/CloudTrail-Digest/eu-west-1/2026/01/02/x.json.gz"));
  }

  @ParameterizedTest
  @CsvSource({
    "config_writability_check, p/AWSLogs/123456789012/Config/ConfigWritabilityCheckFile",
    "config_writability_check, AWSLogs/o-abc123/123456789012/Config/ConfigWritabilityCheckFile",
    "cloudfront_parquet, AWSLogs/123456789012/CloudFront/EMLARXS9EXAMPLE/2026/01/02/20/x.parquet",
    "cloudfront_parquet, cdn/DistributionId=EMLARXS9EXAMPLE/year=2026/month=01/day=02/x.parquet",
    "vpcflow_parquet, AWSLogs/123456789012/vpcflowlogs/us-east-1/2026/01/02/x.log.parquet",
    "vpcflow_parquet, AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/x.log.parquet",
    "cloudfront_parquet, cdn/EMLARXS9EXAMPLE.2026-01-02-20.a1b2c3d4.parquet",
  })
  void skipsWhatHoldsNoRecords(String reason, String key) {
    assertEquals(new Recognition.Skipped(reason), types.byKey(key));
  }

  @ParameterizedTest
  @CsvSource({
    "aws.vpcflow, p/AWSLogs/123456789012/vpcflowlogs/eu-west-1/2026/01/02/x.log.gz",
    "aws.vpcflow, exportedlogs/6b8b4567-1234/eni-0a1b2c3d4e5f60718-all/000000.gz",
    "aws.alb.connection, AWSLogs/123456789012/elasticloadbalancing/us-east-2/2026/01/02/"
        + "conn_log_123456789012_elasticloadbalancing_us-east-2_app.my-lb.1234567890abcdef"
        + "_20260102T0000Z_172.160.1.192_20sg8hgm.log.gz",
    "aws.alb.connection, AWSLogs/123456789012/elasticloadbalancing/us-east-2/2026/01/02/"
        + "conn_log.123456789012_elasticloadbalancing_us-east-2_app.my-lb.1234567890abcdef"
        + "_20260102T0000Z_172.160.1.192_20sg8hgm.log.gz",
    "aws.alb, AWSLogs/123456789012/elasticloadbalancing/us-east-2/2026/01/02/"
        + "123456789012_elasticloadbalancing_us-east-2_app.my-lb.1234567890abcdef_20260102T0000Z"
        + "_172.160.1.192_20sg8hgm.log.gz",
    "aws.nlb, AWSLogs/123456789012/elasticloadbalancing/us-east-2/2026/01/02/"
        + "123456789012_elasticloadbalancing_us-east-2_net.my-lb.1234567890abcdef_20260102T0000Z"
        + "_hash.log.gz",
    "aws.elb, AWSLogs/123456789012/elasticloadbalancing/us-west-2/2026/01/02/"
        + "123456789012_elasticloadbalancing_us-west-2_my-lb_20260102T0000Z_172.160.1.192_20sg8.log",
    "aws.cloudfront, cdn/EMLARXS9EXAMPLE.2026-01-02-20.a1b2c3d4.gz",
    "aws.cloudfront, AWSLogs/123456789012/CloudFront/EMLARXS9EXAMPLE.2026-01-02-20.a1b2c3d4.gz",
    "aws.cloudfront, AWSLogs/123456789012/CloudFront/EMLARXS9EXAMPLE/2026/01/02/20/x.gz",
    "aws.vpcflow,"
        + " p/AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=us-east-1"
        + "/year=2026/month=01/day=02/hour=03/x.log.gz",
    "aws.cloudfront, AWSLogs/aws-account-id=123456789012/CloudFront/DistributionId=EMLARXS9EXAMPLE/"
        + "year=2026/month=01/day=02/hour=03/x.gz",
    "aws.cloudfront, cdn/DistributionId=EMLARXS9EXAMPLE/year=2026/month=01/day=02/hour=03/x.gz",
    "aws.route53, AWSLogs/123456789012/vpcdnsquerylogs/vpc-7example/2026/01/02/"
        + "vpc-7example_vpcdnsquerylogs_123456789012_20260102T0000Z_0abc.log.gz",
    "aws.route53, p/o-abc123/AWSLogs/o-abc123/123456789012/vpcdnsquerylogs/vpc-7example/x",
    "aws.guardduty, AWSLogs/123456789012/GuardDuty/us-east-1/2026/01/02/0a1b2c.jsonl.gz",
    "aws.guardduty, o-abc123/AWSLogs/123456789012/GuardDuty/us-gov-west-1/2026/01/02/x.jsonl.gz",
    "aws.networkfirewall, p/AWSLogs/123456789012/network-firewall/alert/us-east-1/egress/2026/01/"
        + "02/03/123456789012_network-firewall_alert_us-east-1_egress_202601020300_0abc.log.gz",
    "aws.networkfirewall, AWSLogs/o-abc123/123456789012/network-firewall/flow/us-east-1/x.log.gz",
    "aws.networkfirewall, AWSLogs/123456789012/network-firewall/tls/us-east-1/x.log.gz",
    "aws.config, AWSLogs/123456789012/Config/us-east-2/2026/9/7/ConfigSnapshot/"
        + "123456789012_Config_us-east-2_ConfigSnapshot_20260907T183939Z_16da64e4.json.gz",
    "aws.config, o-abc123/AWSLogs/o-abc123/123456789012/Config/eu-west-1/2026/12/31/ConfigHistory/"
        + "123456789012_Config_eu-west-1_ConfigHistory_AWS::EC2::Volume_20261231T000000Z_1.json.gz",
    "firehose.failed, splunk-failed/2026/01/02/03/stream-1-2026-01-02-03-04-05-0a1b",
    "aws.s3access, logs/2026-01-02-16-22-31-E568B2907131C0C0",
    "linux.auth, web-1/var/log/auth.log.1.gz",
    "linux.auth, web-1/var/log/secure-20260101",
    "apache.access, web-1/httpd/access_log-20260101.gz",
    "apache.error, web-1/var/log/apache2/error.log",
    "nginx.error, web-1/var/log/nginx/error.log.2.gz"
  })
  void tellsTypesByTheKeysOfAwsAndOfHosts(String type, String key) {
    assertEquals(type, told(key));
  }

  private String told(String key) {
    return types.byKey(key) instanceof Recognition.Recognized(LogType type, String why)
        ? type.name()
        : "";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logs/CloudTrail/x.gz",
        "AWSLogs/123456789012/other/eu-west-1/2026/01/02/x",
        "AWSLogs/123456789012/Config/eu-west-1/2026/1/2/OversizedChangeNotification/x.json.gz",
        "AWSLogs/123456789012/network-firewall/other/x.gz",
        "my-aws-waf/x"
      })
  void leavesOtherKeysToTheContent(String key) {
    assertEquals(Recognition.UNKNOWN, types.byKey(key));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        " {\"Records\" : [ | aws.cloudtrail",
        "{\"Records\":[{\"eventVersion\":\"1.0 | aws.cloudtrail",
        "{\"timestamp\":1,\"webaclId\":\"arn\",\"httpRequest\":{\"a\":1}} | aws.waf",
        "{\"webaclId\":\"arn\",\"terminatingRuleId\":\"x\",\"ruleGroupList\":[{\"a | aws.waf",
        "{\"action\":\"ALLOW\",\"httpSourceName\":\"ALB\",\"httpMethod\":\"GET\",\"country\":\"US\",\"httpStatus\":200}"
            + " | aws.waf",
        "{\"version\":\"1.1\",\"vpc_id\":\"v\",\"query_timestamp\":\"t\",\"query_name\":\"a.\"} |"
            + " aws.route53",
        "{\"query_name\":\"a.\",\"query_type\":\"A\"} | json",
        "{\"schemaVersion\":\"2.0\",\"accountId\":\"1\",\"region\":\"r\",\"partition\":\"aws\",\"id\":\"i\",\"arn\":\"a\",\"type\":\"t\",\"resource\":{\"resourceType"
            + " | aws.guardduty",
        "{\"version\":\"0\",\"id\":\"i\",\"detail-type\":\"x\",\"source\": \"aws.securityhub\","
            + "\"detail\":{\"fin | aws.securityhub",
        "{\"version\":\"0\",\"id\":\"i\",\"detail-type\":\"x\",\"source\":\"aws.ec2\",\"detail\":{}}"
            + " | json",
        "{\"SchemaVersion\":\"2018-10-08\",\"Id\":\"i\",\"ProductArn\":\"p\",\"GeneratorId\":\"g\","
            + "\"AwsAccountId\":\"1\" | aws.securityhub",
        "{\"firewall_name\":\"f\",\"availability_zone\":\"z\",\"event_timestamp\":\"1\",\"event\":{"
            + " | aws.networkfirewall",
        "{\"fileVersion\":\"1.0\",\"configSnapshotId\":\"s\",\"configurationItems\":[{ |"
            + " aws.config",
        "{ \"configurationItems\" : [ | aws.config",
        "{\"date\":\"d\",\"x-edge-location\":\"LAX1\",\"x-edge-result-type\":\"Hit\"} |"
            + " aws.cloudfront.json",
        "{\"messageType\":\"CONTROL_MESSAGE\",\"owner\":\"a\",\"logGroup\":\"\",\"logStream\":\"\","
            + "\"subs | cloudwatch.logs",
        "{\"owner\":\"1\",\"logGroup\":\"g\",\"logStream\":\"s\",\"subscriptionFilters\":[],"
            + "\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id | cloudwatch.logs",
        "{\"time\":1,\"event\":{\"sourcetype\":1},\"sourcetype\":\"x\"} | splunk.hec",
        "{\"time\":1,\"host\":\"h\",\"source\":\"s\",\"event\":\"x\"} | splunk.hec",
        "{\"event\":\"x\",\"host\":\"h\"} | json",
        "{\"x\":{\"webaclId\":1,\"httpRequest\":2}} | json",
        "{\"a\":\"\\\"webaclId\\\":\",\"httpRequest\":1} | json",
        "{\"a\":1} | json",
        "[ {\"a\":1} ] | json",
        "[Fri Sep 09 10:42:29 2011] [error] | text",
        "[Fri Sep 09 10:42:29 2011] [error] [client 192.0.2.1] x | apache.error",
        "[Fri Sep 09 10:42:29.902022 2011] [core:error] [pid 3] x | apache.error",
        "[Fri Sep 09 10:42:29.902022 2011] [:notice] x | apache.error",
        "[Fri Sep 09 10:42:29 2011] [other] x | text",
        "2026/11/20 22:14:15 [error] 123#456: *789 x | nginx.error",
        "2026/11/20 22:14:15 [other] 123#456: *789 x | text",
        "www.example.com:443 192.0.2.1 - - [10/Oct/2020:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1"
            + " | apache.access",
        "192.0.2.1 - a [b] c [10/Oct/2020:13:55:36 -0700] \"GET /\\\" HTTP/1.0\" 401 1 |"
            + " apache.access",
        "Nov 20 22:14:15 web-1 a[1]: 192.0.2.1 - - [10/Oct/2020:13:55:36 -0700] \"GET / HTTP/1.0\""
            + " 200 1 | syslog",
        "`Nov 20 22:14:15 web-1 a: x\nNov 20 22:14:15 web-1 nginx: 192.0.2.1 - -"
            + " [10/Oct/2020:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1\n"
            + "Nov 20 22:14:15 web-1 nginx: 192.0.2.1 - -"
            + " [10/Oct/2020:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1` | syslog",
        "2026-10-01T10:00:00Z 10.0.0.1 nginx: 192.0.2.1 - - [10/Oct/2020:13:55:36 -0700] \"GET /"
            + " HTTP/1.0\" 200 1 | syslog",
        "INFO 192.0.2.1 - - [10/Oct/2020:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1 | text",
        "192.0.2.1,192.0.2.2 - - [10/Oct/2020:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1 |"
            + " apache.access",
        "Nov 20 22:14:15 web-1 sshd[4711]: x | linux.auth",
        "2026-11-20T22:14:15.1+01:00 web-1 sudo: x | linux.auth",
        "<86>1 2026-11-20T22:14:15Z web-1 sshd-session 4711 - - x | linux.auth",
        "Nov 20 22:14:15 web-1 CRON[9]: pam_unix(cron:session): session closed | linux.auth",
        "Nov 20 22:14:15 web-1 CRON[9]: (root) CMD (true) | syslog",
        "Nov 20 22:14:15 web-1 app[9]: sshd[4711]: x | syslog",
        "<13>1 2026-11-20T22:14:15Z sshd app - - - x | syslog",
        "`app started\n2026/11/20 22:14:15 [error] 1#1: x\nbye` | text",
        "`2026/11/20 22:14:15 [error] 1#1: x\napp started\nbye\n` | text",
        "`2026/11/20 22:14:15 [error] 1#1: x\n\n  at a\n2026/11/20 22:14:15 [error] 1#1: y`"
            + " | nginx.error",
        "`  at a\n2026/11/20 22:14:15 [error] 1#1: x\n2026/11/20 22:14:15 [error] 1#1: y`"
            + " | nginx.error",
        "`Nov 20 10:00:01 h app[1]: x\n#Fields: a x-edge-location\nNov 20 10:00:02 h app[1]: y`"
            + " | syslog",
        "`Nov 20 10:00:01 h app[1]: x\nNov 20 10:00:02 h app[1]: y\nNov 20 10:00:02 h su: y`"
            + " | syslog",
        "`Nov 20 10:00:01 h su: x\n<86>1 2026-11-20T22:14:15Z h sudo 1 - - x\nNov 20 10:00:02 h a: y`"
            + " | linux.auth",
        "`#Version: 1.0\n#Fields: date x-edge-location\n` | aws.cloudfront",
        "`#Fields: a\nversion srcaddr dstaddr\n` | aws.vpcflow",
        "`a b\nversion srcaddr dstaddr\n` | text",
        "[2026-01-01] x | text",
        "{not json | text",
        "plain text | text",
      })
  void tellsTypesByTheirFirstBytes(String content, String type) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);

    assertEquals(type, types.byContent(Head.of(bytes, 0, bytes.length)).name());
  }

  @Test
  void leavesOutTheLineThatTheFirstBytesCutOff() {
    String line = "2026/11/20 22:14:15 [error] 1#1: " + "x".repeat(1500);
    byte[] bytes = (line + "\n  at a\n" + line + "\n" + line).getBytes(StandardCharsets.UTF_8);
    byte[] one = (line + "x".repeat(9000)).getBytes(StandardCharsets.UTF_8);

    assertEquals("nginx.error", types.byContent(Head.of(bytes, 0, bytes.length)).name());
    assertEquals("nginx.error", types.byContent(Head.of(one, 0, one.length)).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "aws.cloudfront | {\"date\":\"2026-01-02\",\"c-ip\":\"192.0.2.1\"} | aws.cloudfront.json",
        "aws.cloudfront | #Version: 1.0 | aws.cloudfront",
        "aws.waf | {\"x-edge-request-id\":\"r\"} | aws.waf",
      })
  void tellsTheFormsOfATypeByTheContent(String type, String content, String form) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    LogType byKey = Objects.requireNonNull(types.named(type));

    LogType found =
        types.hasForms(byKey) ? types.form(byKey, Head.of(bytes, 0, bytes.length)) : byKey;

    assertEquals(form, found.name());
  }

  @Test
  void sharesIndicesAmongTheFormsOfAType() {
    LogType whole = Objects.requireNonNull(types.named("aws.cloudfront"));
    LogTypes monthly = types.with(List.of(whole.with(List.of(), Period.MONTH)));

    LogType form = Objects.requireNonNull(monthly.named("aws.cloudfront.json"));

    assertEquals("aws.cloudfront", form.index());
    assertEquals(Period.MONTH, form.period());
    assertEquals(whole.ecs(), form.ecs());
  }

  @Test
  void sharesWhatFieldsHoldAmongTheFormsOfAType() {
    LogType whole = Objects.requireNonNull(types.named("aws.cloudfront"));
    LogType json = Objects.requireNonNull(types.named("aws.cloudfront.json"));
    LogTypes more = types.with(List.of(json.withFields(Map.of("own", FieldType.LONG))));

    assertEquals(whole.fields(), json.fields());
    assertEquals(
        FieldType.LONG, Objects.requireNonNull(more.named("aws.cloudfront")).fields().get("own"));
  }

  @Test
  void readsEveryPrefixOfAHead() {
    byte[] bytes =
        "\ufeff{\"a\\\"\":[{\"b\":\"\\\\\"}],\"webaclId\":1,\"httpRequest\":{}}"
            .getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < bytes.length; length++) {
      types.byContent(Head.of(bytes, 0, length));
    }

    assertEquals("aws.waf", types.byContent(Head.of(bytes, 0, bytes.length)).name());
  }
}
