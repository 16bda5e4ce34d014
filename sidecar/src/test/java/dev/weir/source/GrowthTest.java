package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.ObjectVersion;
import dev.weir.source.decompress.DecompressionLimits;
import dev.weir.source.frame.ChunkIds;
import dev.weir.source.frame.FrameLimits;
import dev.weir.source.frame.GrowthLimits;
import dev.weir.source.split.UnsendableReason;
import dev.weir.type.LogTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What a small object may become, whatever multiplies in it. */
class GrowthTest {
  private static final GrowthLimits LIMITS = GrowthLimits.DEFAULT;
  private static final ObjectVersion OBJECT = new ObjectVersion("logs", "a/b.log.gz", "v1");

  private long sentBytes;

  @Test
  void capsTheRecordsOfLinesThatHaveOneLetter() throws Exception {
    byte[] object = gzip("", "a\n", 4_000_000, "");
    assertTrue(object.length < 10_000, object.length + " bytes");

    ObjectCount count = read("text", object);

    assertEquals(Map.of(UnsendableReason.RECORDS_CAP, 1L), count.unsendable());
    assertEquals(LIMITS.recordsFrom() + 1, count.records());
  }

  @Test
  void capsTheRecordsOfValuesInOneLine() throws Exception {
    ObjectCount count = read("json", gzip("", "{}", 1_000_000, "\n"));

    assertEquals(Map.of(UnsendableReason.RECORDS_CAP, 1L), count.unsendable());
    assertEquals(LIMITS.recordsFrom() + 1, count.records());
  }

  @Test
  void capsWhatIsSentOfManyElementsWithMuchAroundThem() throws Exception {
    String event =
        "{\"x\":\"%s\",\"detail\":{\"findings\":[{}%s]}}\n"
            .formatted("y".repeat(16_000), ",{}".repeat(999));

    ObjectCount count = read("aws.securityhub", gzip("", event, 300, ""));

    assertCappedBySent(count);
  }

  @Test
  void capsWhatIsSentOfAHeaderThatTravelsWithEachLine() throws Exception {
    ObjectCount count =
        read("aws.cloudfront", gzip("#Fields: " + "x".repeat(16_000) + "\n", "a\n", 90_000, ""));

    assertCappedBySent(count);
  }

  @Test
  void capsWhatIsSentOfALogGroupThatTravelsWithEachEvent() throws Exception {
    String head = "{\"owner\":\"1\",\"logGroup\":\"" + "g".repeat(4000) + "\",\"logEvents\":[{}";

    ObjectCount count = read("cloudwatch.logs", gzip(head, ",{}", 90_000, "]}"));

    assertCappedBySent(count);
  }

  /** Five minutes in which one client asks for one page five hundred times a second. */
  @Test
  void letsAFloodPass() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int second = 0; second < 300; second++) {
      String line =
          "198.51.100.7 - - [03/Mar/2026:10:%02d:%02d +0000] \"GET / HTTP/1.1\" 200 612 \"-\" \"x\"\n"
              .formatted(second / 60, second % 60);
      lines.append(line.repeat(500));
    }
    byte[] object = gzip("", lines.toString(), 1, "");

    ObjectCount count = read("apache.access", object);

    assertEquals(Map.of(), count.unsendable());
    assertEquals(150_000, count.records());
  }

  /** Packets that a security group refuses, from one address to one port. */
  @Test
  void letsRefusedPacketsPass() throws Exception {
    Random random = new Random(1);
    StringBuilder lines =
        new StringBuilder(
            "version account-id interface-id srcaddr dstaddr"
                + " srcport dstport protocol packets bytes start end action log-status\n");
    for (int i = 0; i < 150_000; i++) {
      lines.append(
          "2 123456789012 eni-0a1b2c3d 203.0.113.9 10.0.0.5 %d 22 6 1 40 %d %d REJECT OK\n"
              .formatted(
                  1024 + random.nextInt(60_000), 1767225600 + i / 500, 1767225660 + i / 500));
    }

    ObjectCount count = read("aws.vpcflow", gzip("", lines.toString(), 1, ""));

    assertEquals(Map.of(), count.unsendable());
  }

  private void assertCappedBySent(ObjectCount count) {
    assertEquals(Map.of(UnsendableReason.SENT_CAP, 1L), count.unsendable());
    assertTrue(
        sentBytes < LIMITS.sentFrom().bytes() + (1 << 20), sentBytes + " bytes were sent of it");
  }

  private ObjectCount read(String type, byte[] object) throws Exception {
    LogTypes types = LogTypes.shipped();
    FrameReader reader =
        new FrameReader(
            FrameLimits.DEFAULT,
            DecompressionLimits.DEFAULT,
            types,
            Pipeline.KEY,
            new ChunkIds(new SecureRandom()));
    return reader.read(
        OBJECT,
        Instant.EPOCH,
        new ByteArrayInputStream(object),
        object.length,
        PartTypes.all(types.named(type)),
        told -> frame -> sentBytes += frame.length());
  }

  private static byte[] gzip(String head, String body, int times, String tail) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(head.getBytes(StandardCharsets.US_ASCII));
      int block = Math.min(times, Math.max(1, 100_000 / body.length()));
      byte[] some = body.repeat(block).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i + block <= times; i += block) {
        gzip.write(some);
      }
      gzip.write(tail.getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }
}
