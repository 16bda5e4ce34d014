package dev.weir.bench;

import dev.weir.generate.CloudTrailGenerator;
import dev.weir.generate.GeneratedFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Objects of CloudTrail, some with a record that has to raise an alert of its own: each planted
 * record names a user of its own, and a lane. Each lane has a rule and a destination of its own,
 * for a destination takes no more than twenty alerts in five minutes one by one.
 */
final class PlantedTrail {
  /** As many as destinations take one by one. */
  static final int MOST_PLANTS = 200;

  private static final int PLANTS_OF_A_LANE = 20;
  private static final int LANES = MOST_PLANTS / PLANTS_OF_A_LANE;
  private static final String END = "]}";
  private static final String ACCOUNT = "123456789012";
  private static final String REGION = "eu-west-1";
  private static final String USER = ":user/planted-";

  private final CloudTrailGenerator generator;

  PlantedTrail(int recordsOfAnObject) {
    generator = new CloudTrailGenerator(1, recordsOfAnObject, ACCOUNT, REGION);
  }

  /** An object without a planted record. */
  GeneratedFile plain() {
    return generator.next(Instant.now());
  }

  /** An object with the planted record of this number, its last one. */
  GeneratedFile planted(int number) {
    GeneratedFile file = plain();
    String json = unzipped(file.bytes());
    if (!json.endsWith(END)) {
      throw new IllegalStateException("an object of CloudTrail ends in " + END);
    }
    String more = json.substring(0, json.length() - END.length()) + "," + record(number) + END;
    return new GeneratedFile(file.key(), zipped(more), file.truth());
  }

  /** The file of rules, one for each lane. */
  static String rules() {
    StringBuilder rules = new StringBuilder();
    for (int lane = 0; lane < LANES; lane++) {
      rules.append(
          """
          ---
          title: planted in lane %1$d
          id: planted-%1$d
          level: high
          logsource: { product: aws, service: cloudtrail }
          detection: { planted: { eventName: PlantedLane%1$d }, condition: planted }
          """
              .formatted(lane));
    }
    return rules.toString();
  }

  /** The destinations of the lanes, lines of weir.yaml, all at this port of loopback. */
  static String destinations(int port) {
    StringBuilder lines = new StringBuilder("alerts:\n  destinations:\n");
    for (int lane = 0; lane < LANES; lane++) {
      lines.append(
          """
              - name: lane-%1$d
                kind: webhook
                url: 'http://127.0.0.1:%2$d/'
                private_addresses: true
                select: { rules: [planted-%1$d] }
          """
              .formatted(lane, port));
    }
    return lines.toString();
  }

  /** The number of the planted record that the group of an alert names; -1 if it names none. */
  static int number(String principal) {
    int at = principal.indexOf(USER);
    return at < 0 ? -1 : Integer.parseInt(principal.substring(at + USER.length()));
  }

  private static String record(int number) {
    return """
    {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::%1$s%2$s%3$d",\
    "accountId":"%1$s"},"eventTime":"%4$s","eventSource":"iam.amazonaws.com",\
    "eventName":"PlantedLane%5$d","awsRegion":"%6$s","sourceIPAddress":"203.0.113.1",\
    "userAgent":"aws-cli/2.22.7","requestParameters":null,"responseElements":null,\
    "eventID":"%7$s","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,\
    "recipientAccountId":"%1$s","eventCategory":"Management"}"""
        .formatted(
            ACCOUNT,
            USER,
            number,
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            number % LANES,
            REGION,
            UUID.randomUUID());
  }

  private static String unzipped(byte[] bytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the generator writes gzip", e);
    }
  }

  private static byte[] zipped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
