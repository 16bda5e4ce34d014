package dev.weir.enrich.threat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.enrich.Enriched;
import dev.weir.feed.KeptList;
import dev.weir.feed.ListReader;
import dev.weir.feed.ListRoom;
import dev.weir.feed.ReadList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreatEnricherTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final IndicatorLists FORMS = new IndicatorLists(1000, Confidence.MEDIUM);
  private static final String SHA_1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709";

  private final Enriched counted = new Enriched();

  @Test
  void aTextHasOneIndicatorOnEachLine() throws Exception {
    ReadList<Indicators> list =
        read(
            FORMS.text(),
            """
            # comment
            ; comment
            // comment

            198.51.100.7
            203.0.113.0/24 ; SBL1
            198.51.100.9:8080
            2001:db8:bad::/48
            0.0.0.0 ads.example
            evil[.]example
            *.wild.example
            ||blocked.example^
            hxxp://Bad.example/Mal%%77are#x
            D41D8CD98F00B204E9800998ECF8427E
            0.0.0.0/0
            just some words
            -bad-.example
            """
                .replace("%%77", "%77"));

    assertEquals(10, list.entries());
    assertEquals(3, list.skipped());
    assertEquals("[198.51.100.7]", name(list, "source.ip", "198.51.100.7"));
    assertEquals("[203.0.113.0/24]", name(list, "destination.ip", "203.0.113.99"));
    assertEquals("[198.51.100.9]", name(list, "related.ip", "198.51.100.9"));
    assertEquals("[2001:db8:bad::/48]", name(list, "client.ip", "2001:db8:bad::5"));
    assertEquals("[ads.example]", name(list, "url.domain", "ads.example"));
    assertEquals("[evil.example]", name(list, "dns.question.name", "A.b.EVIL.example."));
    assertEquals("[wild.example]", name(list, "url.domain", "x.wild.example"));
    assertEquals("[blocked.example]", name(list, "url.domain", "blocked.example"));
    assertEquals(
        "[http://bad.example/Mal%77are]", name(list, "url.full", "HTTP://BAD.example/Mal%77are#y"));
    assertEquals(
        "[d41d8cd98f00b204e9800998ecf8427e]",
        name(list, "related.hash", "d41d8cd98f00b204e9800998ecf8427e"));
    assertEquals("[]", name(list, "source.ip", "198.51.100.8"));
    assertEquals("[]", name(list, "url.domain", "notevil.example"));
    assertEquals("[]", name(list, "url.domain", "example"));
    assertEquals("[]", name(list, "url.full", "http://bad.example/malware"));
    assertEquals("[]", name(list, "related.hash", SHA_1));
  }

  @Test
  void saysWhichListAndEntryAndField() throws Exception {
    ThreatEnricher threat = threat(list("198.51.100.7\nevil.example\n"));

    JsonNode found =
        JSON.readTree(
                Enriched.json(
                    threat,
                    "source.ip",
                    "198.51.100.7",
                    "related.ip",
                    "198.51.100.7",
                    "related.ip",
                    "192.0.2.1",
                    "url.domain",
                    "www.evil.example"))
            .path("threat");

    assertEquals(
        JSON.readTree(
            """
            {"enrichments":{"matched":{
               "atomic":["198.51.100.7","www.evil.example"],
               "field":["source.ip","url.domain"]}},
             "feed":{"name":"fixed"},
             "indicator":{"confidence":"Medium","name":["198.51.100.7","evil.example"],
               "provider":"Example","type":["ipv4-addr","domain-name"]}}
            """),
        found);
    assertEquals(1, counted.count("threat", "hit"));
  }

  @Test
  void countsARecordWithNothingInTheList() throws Exception {
    ThreatEnricher threat = threat(list("198.51.100.7\n"));

    assertEquals(
        "{\"source\":{\"ip\":\"192.0.2.1\"}}", Enriched.json(threat, "source.ip", "192.0.2.1"));
    assertEquals("{}", Enriched.json(threat));
    assertEquals(1, counted.count("threat", "miss"));
  }

  @Test
  void readsTheColumnsOfCsv() throws Exception {
    ReadList<Indicators> named =
        read(
            FORMS.csv(new IndicatorColumns("ioc", "sure", "malware"), ',', true),
            """
            "first_seen",ioc,"malware",sure
            2026-11-20,"evil.example","Emotet, new",90
            2026-11-20,198.51.100.7,,high
            2026-11-20,nothing at all,x,y
            """);
    ReadList<Indicators> numbered =
        read(
            FORMS.csv(new IndicatorColumns("2", null, null), ';', false),
            "# first_seen;ioc\n2026-11-20;198.51.100.7\n");

    assertEquals(2, named.entries());
    assertEquals(1, named.skipped());
    JsonNode indicator = found(named, "url.domain", "evil.example").path("indicator");
    assertEquals("High", indicator.path("confidence").textValue());
    assertEquals("Emotet, new", indicator.path("description").textValue());
    assertEquals("[198.51.100.7]", name(numbered, "source.ip", "198.51.100.7"));
  }

  @Test
  void refusesCsvWithoutItsColumn() {
    IOException problem =
        assertThrows(
            IOException.class,
            () ->
                read(FORMS.csv(new IndicatorColumns("ioc", null, null), ',', true), "a,b\n1,2\n"));

    assertEquals("there is no column 'ioc'", problem.getMessage());
    assertThrows(
        IOException.class,
        () -> read(FORMS.csv(new IndicatorColumns("1", null, null), ',', false), "\"open\n1,2\n"));
  }

  @Test
  void readsThePatternsOfStixThatOneValueMeets() throws Exception {
    ReadList<Indicators> list =
        read(
            FORMS.stix(),
            """
            {"type":"bundle","id":"bundle--1","objects":[
              {"type":"identity","name":"x","more":{"a":[1,{"b":2}]}},
              {"type":"indicator","pattern_type":"stix","name":"C2","confidence":85,
               "pattern":"[ipv4-addr:value = '198.51.100.7'] OR [domain-name:value='evil.example']"},
              {"type":"indicator","pattern_type":"stix",
               "pattern":"[file:hashes.'SHA-1' = '%s' OR file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e']"},
              {"type":"indicator","pattern_type":"stix","valid_until":"2020-01-01T00:00:00Z",
               "pattern":"[ipv4-addr:value = '198.51.100.8']"},
              {"type":"indicator","pattern_type":"stix","valid_until":"2099-01-01T00:00:00.5Z",
               "pattern":"[ipv4-addr:value ISSUBSET '203.0.113.0/24']"},
              {"type":"indicator","pattern_type":"stix",
               "pattern":"[url:value = 'https://evil.example/it\\\\'s']"},
              {"type":"indicator","pattern_type":"stix","revoked":true,
               "pattern":"[ipv4-addr:value = '192.0.2.1']"},
              {"type":"indicator","pattern_type":"stix",
               "pattern":"[ipv4-addr:value = '192.0.2.2' AND domain-name:value = 'a.example']"},
              {"type":"indicator","pattern_type":"stix",
               "pattern":"[ipv4-addr:value = '192.0.2.3'] FOLLOWEDBY [url:value = 'x']"},
              {"type":"indicator","pattern_type":"yara","pattern":"rule x {}"},
              {"type":"indicator","pattern_type":"stix","pattern":"[ipv4-addr:value = '192.0.2.4"}
            ]}
            """
                .formatted(SHA_1));

    assertEquals(7, list.entries());
    assertEquals(5, list.skipped());
    JsonNode indicator = found(list, "source.ip", "198.51.100.7").path("indicator");
    assertEquals("High", indicator.path("confidence").textValue());
    assertEquals("C2", indicator.path("description").textValue());
    assertEquals("[evil.example]", name(list, "url.domain", "evil.example"));
    assertEquals("[" + SHA_1 + "]", name(list, "related.hash", SHA_1));
    assertEquals("[]", name(list, "source.ip", "198.51.100.8"), "ended before the event");
    assertEquals("[203.0.113.0/24]", name(list, "source.ip", "203.0.113.8"));
    assertEquals(
        "[https://evil.example/it's]", name(list, "url.full", "https://evil.example/it's"));
    for (String address : List.of("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4")) {
      assertEquals("[]", name(list, "source.ip", address));
    }
  }

  @Test
  void refusesWhatIsNoStix() {
    for (String text :
        List.of("", "[]", "{}", "{\"objects\":[1]}", "{\"objects\":[{\"type\":\"indic", "x")) {
      assertThrows(IOException.class, () -> read(FORMS.stix(), text), text);
    }
    String deep = "{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + ",\"objects\":[]}";
    assertThrows(IOException.class, () -> read(FORMS.stix(), deep));
  }

  @Test
  void refusesMoreEntriesThanItMayHave() {
    IOException problem =
        assertThrows(
            IOException.class,
            () -> read(new IndicatorLists(2, null).text(), "192.0.2.1\n192.0.2.2\n192.0.2.3\n"));

    assertEquals("it has more than 2 entries (max_entries)", problem.getMessage());
  }

  @Test
  void longLinesAndOddNamesHarmNothing() throws Exception {
    ReadList<Indicators> list =
        read(FORMS.text(), "x".repeat(1_000_000) + "\nevil.example\n" + ".".repeat(300) + "\n");

    assertEquals(1, list.entries());
    assertEquals(2, list.skipped());
    for (String odd :
        List.of(".", "..", "...evil", "a".repeat(5000), "a.".repeat(126) + "evil.example", "é.x")) {
      assertFalse(name(list, "url.domain", odd).contains("null"));
    }
    assertTrue(name(list, "url.domain", "..evil.example").contains("evil.example"));
  }

  private ReadList<Indicators> list(String text) throws IOException {
    return read(FORMS.text(), text);
  }

  private String name(ReadList<Indicators> list, String field, String value) throws Exception {
    return found(list, field, value).path("indicator").findValuesAsText("name").toString();
  }

  private JsonNode found(ReadList<Indicators> list, String field, String value) throws Exception {
    return JSON.readTree(Enriched.json(threat(list), field, value)).path("threat");
  }

  private ThreatEnricher threat(ReadList<Indicators> list) {
    return new ThreatEnricher(
        List.of(new ThreatList(KeptList.of(list.content()), "Example", counted.tally("threat"))));
  }

  private static ReadList<Indicators> read(ListReader<Indicators> reader, String text)
      throws IOException {
    return reader.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ListRoom.ofHeap());
  }
}
