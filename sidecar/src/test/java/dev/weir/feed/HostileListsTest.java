package dev.weir.feed;

import static org.junit.jupiter.api.Assertions.fail;

import dev.weir.enrich.table.TableShape;
import dev.weir.enrich.table.Tables;
import dev.weir.enrich.threat.IndicatorColumns;
import dev.weir.enrich.threat.IndicatorLists;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists whose bytes were changed, or that end too early, are read or refused, and nothing else. */
class HostileListsTest {
  private static final int CHANGES = 3000;

  static Stream<Arguments> forms() {
    IndicatorLists indicators = new IndicatorLists(100, null);
    TableShape texts = new TableShape("id", false, List.of("name"), 100);
    TableShape addresses = new TableShape("id", true, List.of("name", "service"), 100);
    String stix =
        "{\"objects\":[{\"type\":\"indicator\",\"name\":\"x\",\"valid_until\":\"2026-01-01T00:00:00Z\","
            + "\"confidence\":5,\"pattern_type\":\"stix\",\"pattern\":\"[ipv4-addr:value ="
            + " '192.0.2.1' OR url:value = 'http://a/b'] OR [file:hashes.MD5='x']\"}]}";
    String ranges =
        "{\"prefixes\":[{\"ip_prefix\":\"192.0.2.0/24\",\"service\":\"S3\"}],"
            + "\"ipv6_prefixes\":[{\"ipv6_prefix\":\"2001:db8::/32\",\"service\":\"AMAZON\"}]}";
    return Stream.of(
        Arguments.of(
            indicators.text(),
            "192.0.2.1\n192.0.2.0/24 ; x\n2001:db8::/32\nhxxp://a[.]b/c\n0.0.0.0 ads.example\n"),
        Arguments.of(
            indicators.csv(new IndicatorColumns("id", "name", "name"), ',', true),
            "id,name\n\"192.0.2.1\",\"a \"\"b\"\"\"\nevil.example,90\n"),
        Arguments.of(indicators.stix(), stix),
        Arguments.of(Tables.csv(texts, ',', true), "id,name\n\"a,b\",c\r\n#x\n2,\n"),
        Arguments.of(
            Tables.json(addresses), "[{\"id\":\"192.0.2.0/24\",\"name\":[{}]},{\"id\":7}]"),
        Arguments.of(Tables.text(addresses), "192.0.2.0/24\n::/0\n1.2.3.4/33\n"),
        Arguments.of(Tables.awsRanges(addresses), ranges));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void areReadOrRefused(ListReader<?> reader, String good) {
    byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length <= bytes.length; length++) {
      read(reader, Arrays.copyOf(bytes, length), "the first " + length + " bytes");
    }
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < CHANGES; i++) {
      byte[] changed = bytes.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      read(reader, changed, "seed " + seed);
    }
  }

  private static void read(ListReader<?> reader, byte[] bytes, String what) {
    try {
      reader.read(new ByteArrayInputStream(bytes), ListRoom.ofHeap());
    } catch (IOException e) {
      // Refused.
    } catch (RuntimeException e) {
      fail(what + ": " + new String(bytes, StandardCharsets.ISO_8859_1), e);
    }
  }
}
