package dev.weir.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The mock WAF log. */
class WafLogGeneratorTest {
  private static final Instant END = Instant.parse("2026-03-04T05:06:07Z");

  @Test
  void sameSeedGivesTheSameFiles() {
    WafLogGenerator first = new WafLogGenerator(7, 100, 0.2, List.of(), false);
    WafLogGenerator second = new WafLogGenerator(7, 100, 0.2, List.of(), false);
    WafLogGenerator other = new WafLogGenerator(8, 100, 0.2, List.of(), false);

    GeneratedFile a = first.next(END);
    GeneratedFile b = second.next(END);

    assertArrayEquals(a.bytes(), b.bytes());
    assertEquals(a.key(), b.key());
    assertEquals(a.truth(), b.truth());
    assertNotEquals(a.key(), other.next(END).key());
    assertNotEquals(a.key(), first.next(END).key());
  }

  @Test
  void recordsAreFlatJsonOfAbout590Bytes() throws Exception {
    GeneratedFile file = new WafLogGenerator(1, 1000, 0.2, List.of(), false).next(END);

    List<Map<String, String>> records = records(file.bytes());

    assertEquals(1000, records.size());
    assertEquals(1000, file.truth().records());
    assertEquals(file.bytes().length, file.truth().bytes());
    double average = file.bytes().length / 1000.0;
    assertTrue(average > 540 && average < 640, "average " + average);
    for (Map<String, String> line : records) {
      long time = Long.parseLong(line.getOrDefault("timestamp", "0"));
      assertTrue(time >= END.toEpochMilli() - 15_000 && time < END.toEpochMilli());
      assertTrue(line.containsKey("clientIp") && line.containsKey("requestId"));
    }
  }

  @Test
  void theTruthIsWhatTheRecordsSay() throws Exception {
    GeneratedFile file = new WafLogGenerator(3, 5000, 0.3, List.of(), false).next(END);

    Map<String, Long> counted = new HashMap<>();
    for (Map<String, String> line : records(file.bytes())) {
      String action = line.getOrDefault("action", "");
      if (List.of("ALLOW", "CAPTCHA").contains(action)
          || List.of("count", "challenge").contains(action.toLowerCase(Locale.ROOT))) {
        counted.merge("K_action", 1L, Long::sum);
      } else if (action.equals("BLOCK")) {
        counted.merge("B_action", 1L, Long::sum);
      }
      String status =
          line.getOrDefault("httpStatus", line.getOrDefault("responseCodeSent", "absent"));
      if (status.startsWith("2") || status.startsWith("3")) {
        counted.merge("G_httpstatus", 1L, Long::sum);
      }
      if (!List.of("US", "UK", "IN").contains(line.getOrDefault("country", "absent"))) {
        counted.merge("UNK_country", 1L, Long::sum);
      }
      if ("DELETE".equals(line.get("httpMethod"))) {
        counted.merge("uncommon_method", 1L, Long::sum);
      }
    }

    Map<String, Long> truth = file.truth().flags();
    assertEquals(10, truth.size(), truth.toString());
    assertEquals(5000, get(truth, "K_country") + get(truth, "UNK_country"));
    assertEquals(5000, get(truth, "K_source") + get(truth, "UNK_source"));
    counted.forEach((flag, count) -> assertEquals(count, truth.get(flag), flag));
  }

  @Test
  void enforcesValuesAndChangesNothingElse() throws Exception {
    List<Enforced> enforced =
        List.of(Enforced.parse("action=BLOCK"), Enforced.parse("httpStatus=403"));
    GeneratedFile free = new WafLogGenerator(5, 200, 0.1, List.of(), false).next(END);
    GeneratedFile file = new WafLogGenerator(5, 200, 0.1, enforced, false).next(END);

    assertEquals(200, get(file.truth().flags(), "B_action"));
    assertEquals(200, get(file.truth().flags(), "B_httpstatus"));
    assertFalse(file.truth().flags().containsKey("K_action"));
    assertEquals(free.truth().flags().get("K_country"), file.truth().flags().get("K_country"));
    for (Map<String, String> line : records(file.bytes())) {
      assertEquals("BLOCK", line.get("action"));
    }
  }

  @Test
  void anEmptyEnforcedValueTakesTheFieldAway() throws Exception {
    List<Enforced> enforced = List.of(Enforced.parse("country="));
    GeneratedFile file = new WafLogGenerator(5, 50, 0, enforced, false).next(END);

    assertEquals(50, get(file.truth().flags(), "UNK_country"));
    for (Map<String, String> line : records(file.bytes())) {
      assertFalse(line.containsKey("country"));
    }
  }

  @Test
  void refusesToEnforceWhatItDoesNotKnow() {
    assertThrows(IllegalArgumentException.class, () -> Enforced.parse("actoin=BLOCK"));
    assertThrows(IllegalArgumentException.class, () -> Enforced.parse("action"));
    assertThrows(IllegalArgumentException.class, () -> Enforced.parse("action=\"}"));
  }

  @Test
  void keysAreInTheLayoutOfWaf() {
    String plain = new WafLogGenerator(1, 1, 0, List.of(), false).next(END).key();
    String gzip = new WafLogGenerator(1, 1, 0, List.of(), true).next(END).key();

    String folder = "AWSLogs/123456789012/WAFLogs/eu-west-1/weir-mock/2026/03/04/05/06/";
    String name = "123456789012_waflogs_eu-west-1_weir-mock_20260304T0506Z_[0-9a-f]{16}[.]log";
    assertTrue(plain.matches(folder + name), plain);
    assertTrue(gzip.matches(folder + name + "[.]gz"), gzip);
  }

  @Test
  void gzipHoldsTheSameLines() throws Exception {
    GeneratedFile plain = new WafLogGenerator(2, 300, 0.1, List.of(), false).next(END);
    GeneratedFile packed = new WafLogGenerator(2, 300, 0.1, List.of(), true).next(END);

    byte[] unpacked;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.bytes()))) {
      unpacked = in.readAllBytes();
    }

    assertArrayEquals(plain.bytes(), unpacked);
    assertEquals(plain.truth(), packed.truth());
  }

  private static long get(Map<String, Long> truth, String flag) {
    return truth.getOrDefault(flag, 0L);
  }

  private static List<Map<String, String>> records(byte[] file) throws Exception {
    List<Map<String, String>> records = new ArrayList<>();
    for (String line : new String(file, StandardCharsets.UTF_8).split("\n", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      Map<String, String> fields = new HashMap<>();
      try (JsonParser parser = new JsonFactory().createParser(line)) {
        assertEquals(JsonToken.START_OBJECT, parser.nextToken());
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          assertTrue(parser.nextToken().isScalarValue(), "flat: " + name);
          fields.put(name, parser.getText());
        }
      }
      records.add(fields);
    }
    return records;
  }
}
