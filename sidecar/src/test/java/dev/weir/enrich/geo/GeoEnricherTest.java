package dev.weir.enrich.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.ecs.EcsFields;
import dev.weir.enrich.Enriched;
import dev.weir.enrich.Subject;
import dev.weir.event.LogEvent;
import dev.weir.event.Records;
import dev.weir.feed.KeptList;
import dev.weir.feed.ListRoom;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GeoEnricherTest {
  private static final List<String> SOURCE = List.of("source");

  private final Enriched counted = new Enriched();

  @Test
  void readsTheNamesOfMaxMindAndDbIp() throws Exception {
    GeoEnricher geo =
        geo(
            new MmdbWriter()
                .put(
                    "81.2.69.0",
                    24,
                    Map.of(
                        "continent", Map.of("code", "EU"),
                        "country",
                            Map.of("iso_code", "GB", "names", Map.of("en", "United Kingdom")),
                        "city", Map.of("names", Map.of("en", "London", "de", "London")),
                        "subdivisions",
                            List.of(
                                Map.of("names", Map.of("en", "Great Britain")),
                                Map.of("names", Map.of("en", "England"))),
                        "location", Map.of("latitude", 51.5142, "longitude", -0.0931))));

    assertEquals(
        "{\"source\":{\"geo\":{\"city_name\":\"London\",\"continent_code\":\"EU\","
            + "\"country_iso_code\":\"GB\",\"country_name\":\"United Kingdom\","
            + "\"location\":{\"lat\":51.5142,\"lon\":-0.0931},\"region_name\":\"England\"},"
            + "\"ip\":\"81.2.69.142\"}}",
        Enriched.json(geo, "source.ip", "81.2.69.142"));
    assertEquals(1, counted.count("geo", "hit"));
  }

  @Test
  void readsTheFlatNamesOfIpinfoAndOfAsnDatabases() throws Exception {
    byte[] ipinfo =
        new MmdbWriter()
            .put(
                "2600:1f18::",
                32,
                Map.of(
                    "country", "US",
                    "country_name", "United States",
                    "asn", "AS14618",
                    "as_name", "Amazon.com, Inc.",
                    "city", "Ashburn",
                    "region", "Virginia",
                    "loc", "39.0437,-77.4875"))
            .toBytes();
    byte[] asn =
        new MmdbWriter()
            .put(
                "1.1.1.0",
                24,
                Map.of(
                    "autonomous_system_number",
                    13335,
                    "autonomous_system_organization",
                    "CLOUDFLARENET"))
            .toBytes();
    GeoEnricher geo =
        new GeoEnricher(List.of(kept(ipinfo), kept(asn)), SOURCE, counted.tally("geo"));

    assertEquals(
        "{\"source\":{\"as\":{\"number\":14618,\"organization\":{\"name\":\"Amazon.com, Inc.\"}},"
            + "\"geo\":{\"city_name\":\"Ashburn\",\"country_iso_code\":\"US\","
            + "\"country_name\":\"United States\",\"location\":{\"lat\":39.0437,\"lon\":-77.4875},"
            + "\"region_name\":\"Virginia\"},\"ip\":\"2600:1f18::7\"}}",
        Enriched.json(geo, "source.ip", "2600:1f18::7"));
    assertEquals(
        "{\"source\":{\"as\":{\"number\":13335,\"organization\":{\"name\":\"CLOUDFLARENET\"}},"
            + "\"ip\":\"1.1.1.1\"}}",
        Enriched.json(geo, "source.ip", "1.1.1.1"));
  }

  @Test
  void looksAtEachSideAndKeepsWhatTheLogSays() throws Exception {
    GeoEnricher geo =
        new GeoEnricher(
            List.of(kept(country("8.8.8.0", 24, "US").toBytes())),
            List.of("source", "destination", "client", "server"),
            counted.tally("geo"));

    assertEquals(
        "{\"client\":{\"geo\":{\"country_iso_code\":\"US\"},\"ip\":\"8.8.8.8\"},"
            + "\"destination\":{\"geo\":{\"country_iso_code\":\"US\"},\"ip\":\"8.8.8.9\"},"
            + "\"server\":{\"geo\":{\"country_iso_code\":\"US\"},\"ip\":\"8.8.8.10\"},"
            + "\"source\":{\"geo\":{\"country_iso_code\":\"XX\"},\"ip\":\"8.8.8.8\"}}",
        Enriched.json(
            geo,
            "source.ip",
            "8.8.8.8",
            "source.geo.country_iso_code",
            "XX",
            "destination.ip",
            "8.8.8.9",
            "client.ip",
            "8.8.8.8",
            "server.ip",
            "8.8.8.10"));
  }

  @Test
  void looksNoPrivateAddressUp() throws Exception {
    GeoEnricher geo = geo(country("0.0.0.0", 1, "ZZ"));

    for (String address : List.of("10.1.2.3", "127.0.0.1", "169.254.169.254", "192.168.0.1")) {
      assertEquals(
          "{\"source\":{\"ip\":\"" + address + "\"}}", Enriched.json(geo, "source.ip", address));
    }
    assertEquals(0, counted.count("geo", "hit") + counted.count("geo", "miss"));
  }

  @Test
  void countsWhatIsInNoDatabase() throws Exception {
    GeoEnricher geo = geo(country("8.8.8.0", 24, "US"));

    assertEquals("{\"source\":{\"ip\":\"9.9.9.9\"}}", Enriched.json(geo, "source.ip", "9.9.9.9"));
    assertEquals(1, counted.count("geo", "miss"));
  }

  @Test
  void withoutItsDatabaseItAddsNothing() throws Exception {
    GeoEnricher geo = new GeoEnricher(List.of(), SOURCE, counted.tally("geo"));

    assertEquals("{\"source\":{\"ip\":\"9.9.9.9\"}}", Enriched.json(geo, "source.ip", "9.9.9.9"));
  }

  @Test
  void valuesThatCannotBeAreLeftOut() throws Exception {
    GeoEnricher geo =
        geo(
            new MmdbWriter()
                .put(
                    "8.8.8.0",
                    24,
                    Map.of(
                        "country", Map.of("iso_code", "USA", "names", List.of("x")),
                        "location", Map.of("latitude", 91.0, "longitude", 0.0),
                        "asn", "AS-1",
                        "city", Map.of("names", Map.of("en", Map.of("deep", "x"))))));

    assertEquals("{\"source\":{\"ip\":\"8.8.8.8\"}}", Enriched.json(geo, "source.ip", "8.8.8.8"));
  }

  @Test
  void refusesWhatIsNoDatabase() {
    assertThrows(IOException.class, () -> kept(new byte[0]));
    assertThrows(IOException.class, () -> kept(new byte[] {1, 2, 3}));
  }

  /** Each pointer leads to an array of pointers to the next: 20 to the 12th parts in all. */
  @Test
  void anAnswerWithoutEndIsNone() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    int[] starts = new int[13];
    for (int level = 12; level >= 1; level--) {
      starts[level] = bomb.size();
      bomb.writeBytes(new byte[] {20, 4});
      for (int i = 0; i < 20; i++) {
        bomb.writeBytes(level == 12 ? MmdbWriter.raw("x") : MmdbWriter.pointer(starts[level + 1]));
      }
    }
    byte[] inner = bomb.toByteArray();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.write(7 << 5 | 1);
    record.writeBytes(MmdbWriter.raw("country"));
    record.writeBytes(MmdbWriter.pointer(starts[1]));
    GeoEnricher geo =
        geo(new MmdbWriter().put("9.9.9.9", 32, inner).put("8.8.8.8", 32, record.toByteArray()));

    long began = System.nanoTime();
    String json = Enriched.json(geo, "source.ip", "8.8.8.8");

    assertEquals("{\"source\":{\"ip\":\"8.8.8.8\"}}", json);
    assertTrue(System.nanoTime() - began < 5_000_000_000L);
  }

  /** Whatever is in a file, looking up in it ends without an error. */
  @Test
  void brokenDatabasesKnowNothingOrSomething() throws Exception {
    byte[] good = country("8.8.8.0", 24, "US").put("1.1.1.0", 24, Map.of("asn", "AS1")).toBytes();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      byte[] broken = good.clone();
      for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      broken = Arrays.copyOf(broken, broken.length - random.nextInt(3) * random.nextInt(20));
      KeptList<GeoDatabase> database;
      try {
        database = kept(broken);
      } catch (IOException | RuntimeException e) {
        continue;
      }
      GeoEnricher geo = new GeoEnricher(List.of(database), SOURCE, counted.tally("geo"));
      String json = Enriched.json(geo, "source.ip", "8.8.8.8");
      assertTrue(json.contains("8.8.8.8"), "seed " + seed);
    }
  }

  @Test
  void anAddressThatWasAskedForCostsAMicrosecondAtMost() throws Exception {
    GeoEnricher geo = geo(country("8.8.8.0", 24, "US"));
    LogEvent event = Records.event(Map.of());
    EcsFields fields = Enriched.fields("source.ip", "8.8.8.8");
    Subject subject = new Subject(fields, event);
    for (int i = 0; i < 200_000; i++) {
      geo.enrich(subject);
    }

    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long began = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < 1_000_000; i++) {
      geo.enrich(subject);
    }

    long nanos = (threads.getCurrentThreadCpuTime() - began) / 1_000_000;
    System.out.println("a cached address: " + nanos + " ns");
    assertTrue(nanos < 1000, nanos + " ns");
  }

  private GeoEnricher geo(MmdbWriter database) throws IOException {
    return new GeoEnricher(List.of(kept(database.toBytes())), SOURCE, counted.tally("geo"));
  }

  private static MmdbWriter country(String address, int bits, String code) throws Exception {
    return new MmdbWriter().put(address, bits, Map.of("country", Map.of("iso_code", code)));
  }

  private static KeptList<GeoDatabase> kept(byte[] bytes) throws IOException {
    return KeptList.of(
        GeoDatabase.reader().read(new ByteArrayInputStream(bytes), ListRoom.ofHeap()).content());
  }
}
