package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameGlobTest {
  @ParameterizedTest
  @CsvSource({
    "aws-waf-logs-*, aws-waf-logs-prod, true",
    "aws-waf-logs-*, aws-waf-logs-, true",
    "aws-waf-logs-*, my-aws-waf-logs-prod, false",
    "*vpc-flow*, /corp/vpc-flow/a, true",
    "*vpc-flow*, vpc-flow, true",
    "*vpc-flow*, vpcflow, false",
    "/app/orders, /app/orders, true",
    "/app/orders, /app/orders2, false",
    "*, '', true",
    "a*a, a, false",
    "a*a, aa, true",
    "a*b*c, a-b-b-c, true",
    "a*b*c, a-c-b, false",
    "a**b, ab, true",
    "a.c, abc, false"
  })
  void matchesANameAsAWhole(String glob, String name, boolean matches) {
    assertEquals(matches, NameGlob.of(glob).matches(name));
  }

  @Test
  void takesNoLongerForNamesMadeToMatchNearly() {
    NameGlob glob = NameGlob.of("*a".repeat(500) + "*b");
    String name = "a".repeat(4000);

    assertTimeout(Duration.ofSeconds(2), () -> glob.matches(name));
  }

  @Test
  void refusesNone() {
    assertThrows(IllegalArgumentException.class, () -> NameGlob.of(" "));
  }
}
