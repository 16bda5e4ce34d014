package dev.weir.enrich.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.enrich.Enriched;
import dev.weir.feed.KeptList;
import dev.weir.feed.ListReader;
import dev.weir.feed.ListRoom;
import dev.weir.feed.ReadList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableEnricherTest {
  private static final TableShape ACCOUNTS =
      new TableShape("id", false, List.of("name", "owner"), 1000);
  private static final TableShape HOSTS = new TableShape("net", true, List.of("team"), 1000);

  private final Enriched counted = new Enriched();

  @Test
  void joinsAccountsByTheirIds() throws Exception {
    TableEnricher accounts =
        accounts(
            Tables.csv(ACCOUNTS, ',', true),
            "id,owner,name\n111122223333,\"Platform, EU\",prod\n444455556666,,test\n");

    assertEquals(
        "{\"asset\":{\"owner\":\"Platform, EU\"},"
            + "\"cloud\":{\"account\":{\"id\":\"111122223333\",\"name\":\"prod\"}}}",
        Enriched.json(accounts, "cloud.account.id", "111122223333"));
    assertEquals(
        "{\"cloud\":{\"account\":{\"id\":\"444455556666\",\"name\":\"test\"}}}",
        Enriched.json(accounts, "cloud.account.id", "444455556666"));
    assertEquals(
        "{\"cloud\":{\"account\":{\"id\":\"9\"}}}",
        Enriched.json(accounts, "cloud.account.id", "9"));
    assertEquals("{}", Enriched.json(accounts));
    assertEquals(2, counted.count("table", "hit"));
    assertEquals(1, counted.count("table", "miss"));
  }

  @Test
  void joinsByFieldsOfTheLogToo() throws Exception {
    TableEnricher accounts = accounts(Tables.csv(ACCOUNTS, ',', true), "id,name,owner\n42,prod,\n");

    assertEquals(
        "{\"cloud\":{\"account\":{\"name\":\"prod\"}}}",
        Enriched.json(accounts, Map.of("detail", Map.of("account", 42))));
    assertEquals(
        "{\"cloud\":{\"account\":{\"name\":\"prod\"}}}",
        Enriched.json(accounts, Map.of("detail", Map.of("account", "42"))));
  }

  @Test
  void aFieldThatHasAValueKeepsIt() throws Exception {
    TableEnricher accounts =
        accounts(Tables.csv(ACCOUNTS, ',', true), "id,name,owner\n42,prod,me\n");

    assertEquals(
        "{\"asset\":{\"owner\":\"me\"},"
            + "\"cloud\":{\"account\":{\"id\":\"42\",\"name\":\"own\"}}}",
        Enriched.json(accounts, "cloud.account.id", "42", "cloud.account.name", "own"));
  }

  @Test
  void joinsAddressesWithTheMostSpecificPrefix() throws Exception {
    TableEnricher hosts =
        hosts(
            Tables.json(HOSTS),
            "[{\"net\":\"10.0.0.0/8\",\"team\":\"it\"},{\"net\":\"10.1.2.3\",\"team\":\"web\"},"
                + "{\"team\":\"none\",\"net\":null},{\"net\":\"2001:db8::/32\",\"team\":6,\"x\":[{}]}]");

    assertEquals(
        "{\"asset\":{\"source\":{\"network\":\"own\",\"team\":\"web\"}},\"source\":{\"ip\":\"10.1.2.3\"}}",
        Enriched.json(hosts, "source.ip", "10.1.2.3"));
    assertEquals(
        "{\"asset\":{\"source\":{\"network\":\"own\",\"team\":\"it\"}},\"source\":{\"ip\":\"10.1.2.4\"}}",
        Enriched.json(hosts, "source.ip", "10.1.2.4"));
    assertEquals(
        "{\"asset\":{\"source\":{\"network\":\"own\",\"team\":\"6\"}},"
            + "\"source\":{\"ip\":\"2001:db8::1\"}}",
        Enriched.json(hosts, "source.ip", "2001:db8::1"));
    assertEquals(
        "{\"source\":{\"ip\":\"11.0.0.1\"}}", Enriched.json(hosts, "source.ip", "11.0.0.1"));
  }

  @Test
  void readsObjectsOneAfterTheOther() throws Exception {
    ReadList<AssetTable> table =
        read(Tables.json(ACCOUNTS), "{\"id\":\"1\"}\n{\"id\":\"2\"}\n{\"name\":\"x\"}\n");

    assertEquals(2, table.entries());
    assertEquals(1, table.skipped());
  }

  @Test
  void aTextOfAddressesIsALabel() throws Exception {
    TableShape exits = new TableShape("1", true, List.of(), 1000);
    TableEnricher tor =
        new TableEnricher(
            kept(Tables.text(exits), "# exits\n185.220.101.1\nnot an address\n"),
            true,
            List.of("source.ip"),
            List.of(),
            Map.of("asset.source.network", "tor-exit"),
            counted.tally("table"));

    assertEquals(
        "{\"asset\":{\"source\":{\"network\":\"tor-exit\"}},\"source\":{\"ip\":\"185.220.101.1\"}}",
        Enriched.json(tor, "source.ip", "185.220.101.1"));
  }

  @Test
  void aServiceOfAwsGoesBeforeAmazon() throws Exception {
    TableShape ranges = new TableShape("", true, List.of("service", "region"), 1000);
    TableEnricher aws =
        new TableEnricher(
            kept(
                Tables.awsRanges(ranges),
                """
                {"syncToken":"1","createDate":"2026-11-20-00-00-00","prefixes":[
                  {"ip_prefix":"3.5.140.0/22","region":"ap-northeast-2","service":"S3","network_border_group":"ap-northeast-2"},
                  {"ip_prefix":"3.5.140.0/22","region":"ap-northeast-2","service":"AMAZON","network_border_group":"ap-northeast-2"},
                  {"ip_prefix":"3.0.0.0/8","region":"GLOBAL","service":"AMAZON","network_border_group":"GLOBAL"}],
                 "ipv6_prefixes":[
                  {"ipv6_prefix":"2600:1f18::/33","region":"us-east-1","service":"EC2","network_border_group":"us-east-1"}]}
                """),
            true,
            List.of("source.ip"),
            List.of("asset.source.service", "asset.source.region"),
            Map.of(),
            counted.tally("table"));

    assertEquals(
        "{\"asset\":{\"source\":{\"region\":\"ap-northeast-2\",\"service\":\"S3\"}},"
            + "\"source\":{\"ip\":\"3.5.141.1\"}}",
        Enriched.json(aws, "source.ip", "3.5.141.1"));
    assertEquals(
        "{\"asset\":{\"source\":{\"region\":\"GLOBAL\",\"service\":\"AMAZON\"}},"
            + "\"source\":{\"ip\":\"3.1.1.1\"}}",
        Enriched.json(aws, "source.ip", "3.1.1.1"));
    assertEquals(
        "{\"asset\":{\"source\":{\"region\":\"us-east-1\",\"service\":\"EC2\"}},"
            + "\"source\":{\"ip\":\"2600:1f18::1\"}}",
        Enriched.json(aws, "source.ip", "2600:1f18::1"));
  }

  @Test
  void refusesWhatIsNoTable() {
    for (String text : List.of("", "x", "1", "[1]", "[{}", "{\"id\":", "[{\"id\":\"1\"},2]")) {
      assertThrows(IOException.class, () -> read(Tables.json(ACCOUNTS), text), text);
    }
    assertThrows(IOException.class, () -> read(Tables.awsRanges(HOSTS), "{}"));
    assertThrows(
        IOException.class,
        () ->
            read(
                Tables.csv(new TableShape("id", false, List.of("name"), 1), ',', true),
                "id,name\n1,a\n2,b\n"));
    assertThrows(
        IOException.class, () -> read(Tables.csv(ACCOUNTS, ',', true), ",".repeat(100_000)));
  }

  private TableEnricher accounts(ListReader<AssetTable> reader, String text) throws IOException {
    return new TableEnricher(
        kept(reader, text),
        false,
        List.of("cloud.account.id", "detail.account"),
        List.of("cloud.account.name", "asset.owner"),
        Map.of(),
        counted.tally("table"));
  }

  private TableEnricher hosts(ListReader<AssetTable> reader, String text) throws IOException {
    return new TableEnricher(
        kept(reader, text),
        true,
        List.of("source.ip"),
        List.of("asset.source.team"),
        Map.of("asset.source.network", "own"),
        counted.tally("table"));
  }

  private static KeptList<AssetTable> kept(ListReader<AssetTable> reader, String text)
      throws IOException {
    return KeptList.of(read(reader, text).content());
  }

  private static ReadList<AssetTable> read(ListReader<AssetTable> reader, String text)
      throws IOException {
    return reader.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ListRoom.ofHeap());
  }
}
