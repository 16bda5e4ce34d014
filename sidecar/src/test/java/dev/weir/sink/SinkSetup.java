package dev.weir.sink;

import dev.weir.indices.IndexSettings;
import dev.weir.letters.LetterSettings;
import dev.weir.opensearch.Authentication;
import dev.weir.opensearch.OpenSearchSettings;
import dev.weir.units.ByteSize;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The settings of a sink and of all that it stands on, as tests vary them. */
public record SinkSetup(
    OpenSearchSettings openSearch,
    IndexSettings indices,
    LetterSettings letters,
    SinkSettings sink) {

  /** What holds where nobody says otherwise. */
  public static SinkSetup of(URI endpoint) {
    IndexSettings indices = IndexSettings.DEFAULT;
    return new SinkSetup(
        OpenSearchSettings.of(endpoint),
        indices,
        LetterSettings.DEFAULT,
        SinkSettings.of(indices.types(), indices.ownNames()));
  }

  /** Soon found, without replicas. */
  public SinkSetup withShards(int shards) {
    IndexSettings made =
        new IndexSettings(
            indices.install(),
            shards,
            indices.shardsByType(),
            0,
            Duration.ofSeconds(1),
            indices.types(),
            indices.lifecycle(),
            indices.flags());
    return new SinkSetup(openSearch, made, letters, sink);
  }

  /** Soon sent, and soon tried again. */
  public SinkSetup quick() {
    OpenSearchSettings quick =
        new OpenSearchSettings(
            openSearch.endpoint(),
            openSearch.authentication(),
            openSearch.certificateAuthority(),
            openSearch.insecure(),
            openSearch.connections(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofMillis(50),
            Duration.ofMillis(400),
            openSearch.gzip());
    SinkSettings soon =
        new SinkSettings(
            sink.senders(),
            sink.bulkBytes(),
            sink.queueBytes(),
            Duration.ofMillis(20),
            Duration.ofSeconds(10),
            sink.types(),
            sink.ownNames());
    return new SinkSetup(quick, indices, letters, soon);
  }

  /** With letters of this host, which hold so much of a record. */
  public SinkSetup withLetters(String host, ByteSize body) {
    return new SinkSetup(openSearch, indices, new LetterSettings(host, body, null), sink);
  }

  public SinkSetup withAuthentication(Authentication authentication, @Nullable Path authority) {
    OpenSearchSettings changed =
        new OpenSearchSettings(
            openSearch.endpoint(),
            authentication,
            authority,
            openSearch.insecure(),
            openSearch.connections(),
            openSearch.connectTimeout(),
            openSearch.requestTimeout(),
            openSearch.firstBackoff(),
            openSearch.lastBackoff(),
            openSearch.gzip());
    return new SinkSetup(changed, indices, letters, sink);
  }

  public SinkSetup withoutTemplates() {
    IndexSettings none =
        new IndexSettings(
            false,
            indices.shards(),
            indices.shardsByType(),
            indices.replicas(),
            indices.refresh(),
            indices.types(),
            indices.lifecycle(),
            indices.flags());
    return new SinkSetup(openSearch, none, letters, sink);
  }

  public SinkSetup withSenders(int senders, boolean gzip) {
    OpenSearchSettings connections =
        new OpenSearchSettings(
            openSearch.endpoint(),
            openSearch.authentication(),
            openSearch.certificateAuthority(),
            openSearch.insecure(),
            senders,
            openSearch.connectTimeout(),
            openSearch.requestTimeout(),
            openSearch.firstBackoff(),
            openSearch.lastBackoff(),
            gzip);
    SinkSettings sending =
        new SinkSettings(
            senders,
            sink.bulkBytes(),
            sink.queueBytes(),
            sink.linger(),
            sink.drain(),
            sink.types(),
            sink.ownNames());
    return new SinkSetup(connections, indices, letters, sending);
  }

  public SinkSetup withBulk(ByteSize bulk) {
    return with(bulk, sink.queueBytes(), sink.drain());
  }

  public SinkSetup withQueue(ByteSize queue) {
    return with(sink.bulkBytes(), queue, sink.drain());
  }

  public SinkSetup withDrain(Duration drain) {
    return with(sink.bulkBytes(), sink.queueBytes(), drain);
  }

  private SinkSetup with(ByteSize bulk, ByteSize queue, Duration drain) {
    SinkSettings changed =
        new SinkSettings(
            sink.senders(), bulk, queue, sink.linger(), drain, sink.types(), sink.ownNames());
    return new SinkSetup(openSearch, indices, letters, changed);
  }
}
