package dev.weir.config;

import dev.weir.units.ByteSize;
import dev.weir.yaml.Durations;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * OpenSearch, where the documents go.
 *
 * @param url its address
 * @param auth how weir signs in
 * @param ca certificates (PEM) to trust; null for those of the JDK
 * @param insecure any certificate will do, and a password may travel in plain text
 * @param bulkSize a bulk body is sent at this size
 * @param bulkLinger or after this time
 * @param connections bulk requests at once
 * @param gzip whether bodies are compressed
 * @param requestTimeout for one answer
 * @param shards primary shards of new indices
 * @param replicas replicas of new indices
 * @param refreshInterval how soon documents can be searched in new indices
 * @param installTemplates whether missing index templates are installed at start
 * @param ism whether policies of Index State Management keep types where OpenSearch has them
 * @param unparsedRetention how long after its day an index of lines that were not understood is
 *     deleted; null for never
 */
public record OpenSearchConfig(
    URI url,
    OpenSearchAuth auth,
    @Nullable Path ca,
    boolean insecure,
    ByteSize bulkSize,
    Duration bulkLinger,
    int connections,
    boolean gzip,
    Duration requestTimeout,
    int shards,
    int replicas,
    Duration refreshInterval,
    boolean installTemplates,
    boolean ism,
    @Nullable Duration unparsedRetention) {

  static OpenSearchConfig read(Section section) {
    URI url = section.value("url", URI.create("http://127.0.0.1:9200"), Forms.HTTP_URL);
    Section auth = section.section("auth");
    OpenSearchConfig config =
        new OpenSearchConfig(
            url,
            OpenSearchAuth.read(auth),
            section.optional("ca", section.fileOfHost()),
            section.value("insecure", false, Forms.BOOLEAN),
            // OpenSearch refuses bodies over http.max_content_length, 100 MiB.
            section.value("bulk_size", ByteSize.ofMiB(5), Forms.size("64KiB", "90MiB")),
            section.value("bulk_linger", Durations.parse("100ms"), Forms.duration("0ms", "1m")),
            section.value("connections", 2, Forms.number(1, 64)),
            section.value("gzip", false, Forms.BOOLEAN),
            section.value("request_timeout", Durations.parse("1m"), Forms.duration("1s", "10m")),
            section.value("shards", 1, Forms.number(1, 1024)),
            section.value("replicas", 1, Forms.number(0, 20)),
            section.value("refresh_interval", Durations.parse("10s"), Forms.duration("1s", "1h")),
            section.value("install_templates", true, Forms.BOOLEAN),
            section.value("ism", true, Forms.BOOLEAN),
            section.optional("unparsed_retention", Forms.duration("1d", "36500d")));
    config.check(section);
    config.checkService(auth);
    return config;
  }

  /** The host of a domain, and that of a collection, say which of the two it is. */
  private void checkService(Section auth) {
    if (!(this.auth instanceof OpenSearchAuth.SigV4(_, var service))) {
      return;
    }
    String host = url.getHost();
    boolean collection = host.matches(".+\\.aoss\\.amazonaws\\.com(\\.cn)?");
    boolean domain = host.matches(".+\\.es\\.amazonaws\\.com(\\.cn)?|.+\\.aos\\..+\\.on\\.aws");
    if (collection && service == OpenSearchAuth.Service.ES) {
      auth.problem("service", "es with a host of OpenSearch Serverless", "aoss");
    }
    if (domain && service == OpenSearchAuth.Service.AOSS) {
      auth.problem("service", "aoss with a host of OpenSearch Service", "es");
    }
  }

  private void check(Section section) {
    boolean plain = "http".equals(url.getScheme());
    boolean local = new Endpoint.Tcp(url.getHost().replaceAll("[\\[\\]]", ""), 0).local();
    if (plain && !local && auth instanceof OpenSearchAuth.Basic && !insecure) {
      section.problem("url", "a password over plain http", "https, or insecure: true");
    }
    if (insecure && ca != null) {
      section.problem("insecure", "'true' beside ca", "one of the two");
    }
    if (auth instanceof OpenSearchAuth.SigV4 && plain) {
      section.problem("url", "http with auth kind sigv4", "https");
    }
  }
}
