package dev.weir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.enrich.Enrichment;
import dev.weir.enrich.Flags;
import dev.weir.filter.RecordFilter;
import dev.weir.type.LogTypes;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  private final Routes routes =
      new Routes(
          LogTypes.shipped(),
          type ->
              new TypeRoute(
                  type,
                  new Flags(List.of(), name -> new LongAdder()),
                  new RecordFilter(
                      List.of(), List.of(), new SecretKeySpec(new byte[] {1}, "HmacSHA256")),
                  Enrichment.NONE));

  @ParameterizedTest
  @CsvSource({
    "s3.aws.waf, aws.waf",
    "host.linux.auth, linux.auth",
    "host.apache.error, apache.error",
    "syslog, syslog",
    "host.auth, json",
    "host.s3.aws.waf, json",
    "s3.host.syslog, json",
    "host.syslog.1, json",
    "host., json",
    "'', json",
  })
  void tellsTheTypeByTheTag(String tag, String type) {
    assertEquals(type, routes.byTag(tag).type().name());
  }
}
