package dev.weir.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReleaseTest {
  private static final Instant TIME = Instant.parse("2026-12-01T10:20:30Z");

  /** dpkg and rpm sort a tilde before the end of the text. */
  @Test
  void whatPrecedesAReleaseSortsBeforeIt() {
    assertEquals("0.2.0", version("0.2.0"));
    assertEquals("0.2.0~rc1", version("0.2.0-rc1"));
    assertEquals("0.2.0~20261201102030", version("0.2.0-SNAPSHOT"));
  }

  @Test
  void takesNumbersThatPackagesCanCarry() {
    assertTrue(Release.isNumber("1"));
    assertTrue(Release.isNumber("10.2.3-rc.1"));
    assertFalse(Release.isNumber("v1.0"));
    assertFalse(Release.isNumber("1.0-rc-1"));
    assertFalse(Release.isNumber("1.0/../x"));
    assertFalse(Release.isNumber(""));
  }

  private static String version(String number) {
    return new Release(number, "unknown", TIME).packageVersion();
  }
}
