package dev.weir.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Files of CloudTrail. */
class CloudTrailGeneratorTest {
  private static final Instant END = Instant.parse("2026-03-04T05:06:07Z");

  @Test
  void sameSeedGivesTheSameFiles() {
    GeneratedFile a = new CloudTrailGenerator(7, 50, "123456789012", "eu-west-1").next(END);
    GeneratedFile b = new CloudTrailGenerator(7, 50, "123456789012", "eu-west-1").next(END);

    assertArrayEquals(a.bytes(), b.bytes());
    assertEquals(a.key(), b.key());
  }

  @Test
  void keysAreInTheLayoutOfCloudTrail() {
    String key = new CloudTrailGenerator(7, 1, "123456789012", "eu-west-1").next(END).key();

    assertTrue(
        key.matches(
            "AWSLogs/123456789012/CloudTrail/eu-west-1/2026/03/04/"
                + "123456789012_CloudTrail_eu-west-1_20260304T0506Z_[A-Za-z0-9]{16}[.]json[.]gz"),
        key);
  }

  @Test
  void oneLineHoldsRecordsWithIdsOfTheirOwn() throws Exception {
    GeneratedFile file = new CloudTrailGenerator(9, 500, "123456789012", "eu-west-1").next(END);

    String json;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file.bytes()))) {
      json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    Set<String> ids = new HashSet<>();
    Set<String> identities = new HashSet<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      String last = "";
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
          last = parser.currentName();
        } else if (last.equals("eventID")) {
          ids.add(parser.getText());
        } else if (last.equals("userIdentity") || last.equals("type")) {
          identities.add(parser.getText());
        }
      }
    }
    assertFalse(json.contains("\n"));
    assertTrue(json.startsWith("{\"Records\":[{"));
    assertEquals(500, ids.size());
    assertTrue(
        identities.containsAll(Set.of("IAMUser", "AssumedRole", "AWSService")),
        identities.toString());
    double average = json.length() / 500.0;
    assertTrue(average > 1200 && average < 1800, "average " + average);
    assertEquals(json.length(), file.truth().bytes());
  }
}
