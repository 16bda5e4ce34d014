package dev.weir.generate;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The mock WAF log: flat JSON lines of about 590 bytes in the key layout of AWS WAF. Values are
 * normal, or by chance anomalous, or enforced.
 */
public final class WafLogGenerator implements LogGenerator {
  private static final Duration SPAN = Duration.ofSeconds(15);
  private static final String ACL = "weir-mock";
  private static final DateTimeFormatter FOLDERS =
      DateTimeFormatter.ofPattern("yyyy/MM/dd/HH/mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final List<String> URIS =
      List.of(
          "/",
          "/index.html",
          "/api/v1/orders",
          "/api/v1/orders/4711",
          "/login",
          "/assets/app.js",
          "/search",
          "/healthz");

  /** What scanners of the internet ask for all day, and do not find. */
  private static final List<String> SCANNED =
      List.of("/wp-login.php", "/.env", "/.git/config", "/phpmyadmin/", "/robots.txt");

  private static final List<String> SCANNERS =
      List.of("Mozilla/5.0 zgrab/0.x", "Mozilla/5.0 (compatible; CensysInspect/1.1)");

  private static final List<String> AGENTS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7) AppleWebKit/605.1.15 Version/18.1 Safari",
          "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
          "okhttp/4.12.0",
          "curl/8.11.0");

  private final SplittableRandom random;
  private final int recordsPerFile;
  private final double anomalies;
  private final List<Enforced> enforced;
  private final boolean gzip;
  private final String account;
  private final String region;

  /**
   * A generator of its own sequence of files.
   *
   * @param seed the same seed gives the same files
   * @param recordsPerFile lines in each file
   * @param anomalies the share of anomalous values, 0 to 1
   * @param enforced values that every record gets
   * @param gzip whether the files are compressed
   */
  public WafLogGenerator(
      long seed, int recordsPerFile, double anomalies, List<Enforced> enforced, boolean gzip) {
    this.random = new SplittableRandom(seed);
    this.recordsPerFile = recordsPerFile;
    this.anomalies = anomalies;
    this.enforced = List.copyOf(enforced);
    this.gzip = gzip;
    this.account = "123456789012";
    this.region = "eu-west-1";
  }

  @Override
  public GeneratedFile next(Instant end) {
    StringBuilder lines = new StringBuilder(recordsPerFile * 600);
    WafTruth truth = new WafTruth();
    long first = end.toEpochMilli() - SPAN.toMillis();
    for (int i = 0; i < recordsPerFile; i++) {
      line(lines, truth, first + i * SPAN.toMillis() / recordsPerFile);
    }
    byte[] plain = lines.toString().getBytes(StandardCharsets.UTF_8);
    return new GeneratedFile(
        key(end), gzip ? Gzip.compress(plain) : plain, truth.truth(recordsPerFile, plain.length));
  }

  private String key(Instant end) {
    String place = account + "/WAFLogs/" + region + "/" + ACL;
    String name = account + "_waflogs_" + region + "_" + ACL + "_" + MINUTE.format(end);
    return "AWSLogs/%s/%s/%s_%s.log%s"
        .formatted(place, FOLDERS.format(end), name, hex(8), gzip ? ".gz" : "");
  }

  private void line(StringBuilder out, WafTruth truth, long timestamp) {
    String action =
        value(
            "action",
            List.of("ALLOW", "ALLOW", "ALLOW", "CAPTCHA", "Challenge", "Count"),
            List.of("BLOCK", "BLOCK", "COUNT", "CHALLENGE", "EXCLUDED"));
    String source =
        value("httpSourceName", List.of("ALB", "APIGW", "APPSYNC", "CF"), List.of("EDGE", ""));
    String status =
        value(
            "httpStatus",
            List.of("200", "200", "201", "204", "301", "304"),
            List.of("400", "403", "404", "500", "503", "100", ""));
    String country = value("country", List.of("US", "UK", "IN"), List.of("CN", "RU", "KP", ""));
    String method =
        value("httpMethod", List.of("GET", "GET", "POST", "HEAD"), List.of("DELETE", "PUT", ""));
    boolean isScan = status.equals("403") || status.equals("404");
    truth.add(action, source, status, country, method);

    out.append("{\"timestamp\":").append(timestamp).append(",\"formatVersion\":1");
    text(
        out,
        "webaclId",
        "arn:aws:wafv2:"
            + region
            + ":"
            + account
            + ":regional/webacl/"
            + ACL
            + "/a1b2c3d4-5678-90ab-cdef-0123456789ab");
    text(out, "terminatingRuleId", "BLOCK".equals(action) ? "RateLimit" : "Default_Action");
    text(out, "terminatingRuleType", "REGULAR");
    text(out, "action", action);
    text(out, "httpSourceName", source);
    text(out, "httpSourceId", account + "-app/" + ACL + "-lb/50dc6c495c0c9188");
    text(out, "clientIp", ip());
    text(out, "country", country);
    text(out, "httpMethod", method);
    status(out, status);
    text(out, "uri", pick(isScan ? SCANNED : URIS));
    text(out, "args", "page=" + random.nextInt(50));
    text(out, "httpVersion", "HTTP/2.0");
    text(out, "userAgent", pick(isScan ? SCANNERS : AGENTS));
    text(out, "requestId", "1-" + hex(4) + "-" + hex(12));
    out.append(",\"responseBytes\":").append(random.nextInt(200, 90_000)).append("}\n");
  }

  /** Some writers say httpStatus and some responseCodeSent, some in quotes and some not. */
  private void status(StringBuilder out, String status) {
    String field = random.nextInt(5) == 0 ? "responseCodeSent" : "httpStatus";
    if (random.nextInt(10) == 0 || !status.matches("\\d+")) {
      text(out, field, status);
    } else {
      out.append(",\"").append(field).append("\":").append(status);
    }
  }

  /** The random value is drawn in any case, so that enforcing one field changes no other. */
  private String value(String field, List<String> normal, List<String> anomalous) {
    String drawn = random.nextDouble() < anomalies ? pick(anomalous) : pick(normal);
    for (Enforced one : enforced) {
      if (one.field().equals(field)) {
        return one.value();
      }
    }
    return drawn;
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private String ip() {
    return random.nextInt(1, 224)
        + "."
        + random.nextInt(256)
        + "."
        + random.nextInt(256)
        + "."
        + random.nextInt(1, 255);
  }

  private String hex(int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  private static void text(StringBuilder out, String field, String value) {
    if (!value.isEmpty()) {
      out.append(",\"").append(field).append("\":\"").append(value).append('"');
    }
  }
}
