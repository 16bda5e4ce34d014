package dev.weir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.type.LogTypes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  private final Routes routes = PlainRoutes.of(LogTypes.shipped());

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
