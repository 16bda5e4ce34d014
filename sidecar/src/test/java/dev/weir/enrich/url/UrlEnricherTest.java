package dev.weir.enrich.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.enrich.Enriched;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlEnricherTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final Enriched counted = new Enriched();
  private final UrlEnricher urls = new UrlEnricher(counted.tally("url"));

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // url, scheme, domain, port, path, query, fragment, extension, decoded
        "https://example.com:8443/a/b.html?x=1&y#top, https, example.com, 8443, /a/b.html, x=1&y,"
            + " top, html, -",
        "/index.php?id=1, -, -, -, /index.php, id=1, -, php, -",
        "/a%20b/c%2Ed?q=%27%20OR%201, -, -, -, /a%20b/c%2Ed, q=%27%20OR%201, -, -,"
            + " /a b/c.d?q=' OR 1",
        "/%252e%252e/etc, -, -, -, /%252e%252e/etc, -, -, -, /%2e%2e/etc",
        "http://user:secret@example.com/, http, example.com, -, /, -, -, -, -",
        "http://a@b@example.com/, http, example.com, -, /, -, -, -, -",
        "http://[2001:db8::1]:80/x, http, [2001:db8::1], 80, /x, -, -, -, -",
        "http://[2001:db8::1]/x, http, [2001:db8::1], -, /x, -, -, -, -",
        "http://example.com, http, example.com, -, -, -, -, -, -",
        "http://example.com?a=/b, http, example.com, -, -, a=/b, -, -, -",
        "http://example.com:99999/x, http, example.com, -, /x, -, -, -, -",
        "wss://h:/x, wss, h, -, /x, -, -, -, -",
        "/.htaccess, -, -, -, /.htaccess, -, -, -, -",
        "/a.tar.gz, -, -, -, /a.tar.gz, -, -, gz, -",
        "/a.thisisnoextension, -, -, -, /a.thisisnoextension, -, -, -, -",
        "/%ff%41%C3%A4, -, -, -, /%ff%41%C3%A4, -, -, -, /%ffA%C3%A4",
        "/%C3%A4, -, -, -, /%C3%A4, -, -, -, /ä",
        "/100%, -, -, -, /100%, -, -, -, -",
        "/%zz%4, -, -, -, /%zz%4, -, -, -, -",
        "/a?b?c#d#e, -, -, -, /a, b?c, d#e, -, -",
        "//evil.example/x, -, -, -, //evil.example/x, -, -, -, -",
        "*, -, -, -, -, -, -, -, -",
        "example.com:443, -, -, -, -, -, -, -, -",
        "://x, -, -, -, -, -, -, -, -",
        "http://, http, -, -, -, -, -, -, -"
      })
  void takesItApart(
      String url,
      String scheme,
      String domain,
      String port,
      String path,
      String query,
      String fragment,
      String extension,
      String decoded)
      throws Exception {
    JsonNode parts = parts("url.original", url);

    assertEquals(scheme, parts.path("scheme").textValue(), "scheme");
    assertEquals(domain, parts.path("domain").textValue(), "domain");
    assertEquals(port, parts.has("port") ? parts.path("port").asText() : null, "port");
    assertEquals(path, parts.path("path").textValue(), "path");
    assertEquals(query, parts.path("query").textValue(), "query");
    assertEquals(fragment, parts.path("fragment").textValue(), "fragment");
    assertEquals(extension, parts.path("extension").textValue(), "extension");
    assertEquals(decoded, parts.path("decoded").textValue(), "decoded");
    assertEquals(url, parts.path("original").textValue());
  }

  @Test
  void whatTheLogSaysStays() throws Exception {
    JsonNode parts =
        parts(
            "url.original", "http://evil.example:1/x?y",
            "url.domain", "example.com",
            "url.path", "/own.png",
            "url.query", "a=%41");

    assertEquals("example.com", parts.path("domain").textValue());
    assertEquals("/own.png", parts.path("path").textValue());
    assertEquals("png", parts.path("extension").textValue());
    assertEquals("/own.png?a=A", parts.path("decoded").textValue());
  }

  @Test
  void theWholeUrlGoesBeforeTheOriginal() throws Exception {
    JsonNode parts = parts("url.original", "/x", "url.full", "https://example.com/y");

    assertEquals("/y", parts.path("path").textValue());
  }

  @Test
  void countsWhatHasParts() throws Exception {
    parts("url.original", "/x");
    parts("url.original", "*");

    assertEquals(1, counted.count("url", "hit"));
    assertEquals(1, counted.count("url", "miss"));
    assertEquals("{}", Enriched.json(urls));
  }

  @Test
  void decodesNoMoreThanItsBound() throws Exception {
    JsonNode parts = parts("url.original", "/%41" + "b".repeat(100_000));

    assertEquals(PercentDecoding.MOST_BYTES - 2, parts.path("decoded").textValue().length());
  }

  /** Bytes of all kinds, those that mean something among them. */
  @Test
  void oddInputHasSomePartsOrNone() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "htp:/?#@[]%.0123fF&= \u00e4\u0000";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder url = new StringBuilder(random.nextBoolean() ? "http://" : "/");
      for (int length = random.nextInt(30); length > 0; length--) {
        url.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      JsonNode parts = parts("url.original", url.toString());
      assertTrue(parts.has("original"), "seed " + seed + ": " + url);
      assertFalse(parts.path("port").asInt() > 65_535, "seed " + seed + ": " + url);
    }
  }

  private JsonNode parts(String... normal) throws Exception {
    return JSON.readTree(Enriched.json(urls, normal)).path("url");
  }
}
