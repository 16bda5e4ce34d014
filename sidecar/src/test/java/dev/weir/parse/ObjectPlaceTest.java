package dev.weir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.JsonBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts and regions in the keys of objects, as AWS's services lay them out. */
class ObjectPlaceTest {
  @ParameterizedTest
  @CsvSource({
    "AWSLogs/123456789012/elasticloadbalancing/eu-west-1/2026/11/20/x.log.gz, 123456789012 eu-west-1",
    "a/b/AWSLogs/123456789012/CloudTrail/us-gov-west-1/2026/11/20/x.json.gz, 123456789012 us-gov-west-1",
    "AWSLogs/o-a1b2c3d4e5/123456789012/CloudTrail/eu-west-1/2026/11/20/x.gz, 123456789012 eu-west-1",
    "AWSLogs/123456789012/WAFLogs/ap-southeast-4/acl1/2026/11/20/10/05/x.log.gz, 123456789012 ap-southeast-4",
    "AWSLogs/123456789012/WAFLogs/cloudfront/acl1/2026/11/20/10/05/x.log.gz, 123456789012 -",
    "AWSLogs/123456789012/network-firewall/alert/eu-west-1/fw1/2026/11/20/10/x.gz, 123456789012 eu-west-1",
    "AWSLogs/123456789012/vpcdnsquerylogs/vpc-1/2026/11/20/x.log.gz, 123456789012 -",
    "AWSLogs/123456789012/CloudFront/E2EXAMPLE.2026-11-20-10.a1b2c3d4.gz, 123456789012 -",
    "AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=eu-west-1/year=2026/x.gz, 123456789012 eu-west-1",
    "aws/CLOUD_TRAIL_MGMT/2.0/region=eu-west-1/accountId=123456789012/eventDay=20261120/x.gz, 123456789012 eu-west-1",
    "access/123456789012/eu-west-1/bucket1/2026/11/20/2026-11-20-10-00-00-ABC, 123456789012 eu-west-1",
    "moved/123456789012_elasticloadbalancing_eu-west-1_app.lb1.abc_20261120T1000Z_192.0.2.1_x.log.gz, 123456789012 eu-west-1",
    "moved/123456789012_vpcflowlogs_us-iso-east-1_fl-1_20261120T1000Z_x.log.gz, 123456789012 us-iso-east-1",
    "logs/123456789012/2026/11/20/x.gz, - -",
    "logs/202611201005/eu-west-1a/x.gz, - -",
    "logs/eu-west-1/x.gz, - -",
    "logs/123456789012_x.gz, - -",
    "AWSLogs/12345678901/CloudTrail/eu-west-1/x.gz, - -",
    "'', - -",
  })
  void findsAccountAndRegion(String key, String expected) {
    assertEquals(expected, ObjectPlace.of(key).toString());
  }

  @Test
  void completesWhatARecordOfAwsDoesNotSay() {
    ObjectPlace place = ObjectPlace.of("AWSLogs/123456789012/CloudTrail/eu-west-1/2026/x.gz");
    EcsFields fields = new EcsFields(EcsSchema.get());

    place.complete(fields);
    assertEquals("", json(fields));

    fields.set(EcsSchema.get().field("cloud.provider"), "aws");
    fields.set(EcsSchema.get().field("cloud.region"), "us-east-1");
    place.complete(fields);
    assertEquals(
        ",\"cloud\":{\"account\":{\"id\":\"123456789012\"},\"provider\":\"aws\","
            + "\"region\":\"us-east-1\"}",
        json(fields));
  }

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, 9",
    "eu-west-1a, 9",
    "us-west-2-lax-1a, 9",
    "us-gov-east-1b, 13",
    "ap-southeast-12, 15",
    "use1-az1, 0",
    "eu-west, 0",
    "eu-, 0",
    "eur-west-1, 0",
    "EU-WEST-1, 0",
    "a-b-c-d-e-f-1, 0",
  })
  void tellsWhereARegionEnds(String name, int end) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);

    assertEquals(end, AwsNames.regionEnd(text, 0, text.length));
  }

  private static String json(EcsFields fields) {
    JsonBuffer out = new JsonBuffer(64);
    boolean unused = fields.writeTo(out);
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }
}
