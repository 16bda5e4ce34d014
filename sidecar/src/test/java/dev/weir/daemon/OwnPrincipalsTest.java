package dev.weir.daemon;

import static dev.weir.event.Records.event;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.config.ConfigFile;
import dev.weir.event.FieldValue;
import dev.weir.units.ByteSize;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who Weir is to AWS, by its configuration. */
class OwnPrincipalsTest {
  private static final String READER = "arn:aws:sts::111122223333:assumed-role/weir-reader/weir";
  private static final String NAMED = "arn:aws:iam::111122223333:user/weir";

  @Test
  void itIsTheRolesThatItAssumesAndWhoItIsSaidToBe() throws Exception {
    assertTrue(isOwn("{}", READER));
    assertFalse(isOwn("{}", NAMED));
    assertTrue(isOwn("{ principals: ['" + NAMED + "'] }", NAMED));
    assertFalse(isOwn("{ enabled: false, principals: ['" + NAMED + "'] }", NAMED));
    assertFalse(isOwn("{ enabled: false }", READER));
  }

  private static boolean isOwn(String section, String arn) throws Exception {
    OwnPrincipals own =
        new OwnPrincipals(
            new ConfigFile(name -> null, ByteSize.ofMiB(512))
                .parse(
                    "weir.yaml",
                    """
                    fleet_key: 0123456789abcdef
                    source:
                      queues: [{ url: http://127.0.0.1:9324/q }]
                      forward_to: { unix: /run/s3.sock }
                      buckets:
                        - name: logs
                          role_arn: arn:aws:iam::111122223333:role/path/weir-reader
                    forward: { listeners: [{ unix: /run/weir.sock }] }
                    opensearch: { url: http://127.0.0.1:9200 }
                    """
                        + "filter: { own: "
                        + section
                        + " }\n")
                .config());
    return own.calls()
        .has(
            event(
                Map.of(
                    "eventSource",
                    "s3.amazonaws.com",
                    "eventName",
                    "GetObject",
                    "requestParameters",
                    Map.of("bucketName", "logs", "key", "a/b.gz"),
                    "userIdentity",
                    Map.of("arn", arn))),
            new FieldValue());
  }
}
