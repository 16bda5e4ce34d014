package dev.weir.daemon;

import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.config.WeirConfig;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.pipeline.Explainer;
import dev.weir.pipeline.Explanation;
import dev.weir.replay.ReplayedChunk;
import dev.weir.source.FrameReader;
import dev.weir.source.decompress.DecompressionLimits;
import dev.weir.source.frame.ChunkIds;
import dev.weir.source.frame.FrameLimits;
import dev.weir.source.frame.SealedFrame;
import dev.weir.telemetry.EnrichMetrics;
import dev.weir.telemetry.Metrics;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.type.Recognition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The way of an object's records from its bytes to their documents, with nothing at its ends. */
public final class Explain {
  private final Set<String> flagNames;
  private final LogTypes types;
  private final FrameReader frames;
  private final Explainer explainer;

  /** What a configuration makes of records. */
  public Explain(WeirConfig config) {
    StampKey key = StampKey.fromSecret("explained here".getBytes(StandardCharsets.US_ASCII));
    flagNames = RoutesFrom.flagNames(config).collect(Collectors.toUnmodifiableSet());
    types = LogTypesFrom.config(config);
    frames =
        new FrameReader(
            FrameLimits.DEFAULT,
            DecompressionLimits.DEFAULT,
            types,
            key,
            new ChunkIds(new SecureRandom()));
    try (Metrics metrics = new Metrics();
        Enriching enriching = new Enriching(config.enrich(), new EnrichMetrics(metrics))) {
      var unused = enriching.readOnce();
      explainer =
          new Explainer(
              Wiring.reserved(config),
              key,
              RoutesFrom.config(
                  config,
                  types,
                  enriching.enrichment(),
                  new OwnPrincipals(config).calls(),
                  flag -> new LongAdder()));
    }
  }

  /** The names that flags take at the top of a document. */
  public Set<String> flagNames() {
    return flagNames;
  }

  /** The type of this name, or null. */
  public @Nullable LogType type(String name) {
    return types.named(name);
  }

  /**
   * Explains an object's records, in their order.
   *
   * @param object under what name it would lie in S3
   * @param lastModified when it would have been written
   * @param known its type; null to tell it from the key, and else from the content
   * @param bytes its content, compressed or not
   * @param totalBytes how many they are
   * @return null, or why an object of this key is not read at all
   */
  public @Nullable String object(
      ObjectVersion object,
      Instant lastModified,
      @Nullable LogType known,
      InputStream bytes,
      long totalBytes,
      Consumer<Explanation> each)
      throws IOException, InterruptedException {
    LogType type = known;
    if (type == null) {
      switch (types.byKey(object.key())) {
        case Recognition.Recognized(LogType byKey) -> type = byKey;
        case Recognition.Skipped(String reason) -> {
          return reason;
        }
        case Recognition.Unknown() -> {
          // The content tells.
        }
      }
    }
    var unused =
        frames.read(
            object, lastModified, bytes, totalBytes, type, found -> frame -> frame(frame, each));
    return null;
  }

  /** Takes a forward message apart (forward protocol v1, PackedForward). */
  private void frame(SealedFrame frame, Consumer<Explanation> each) {
    try {
      MsgpackReader reader = new MsgpackReader().reset(frame.message(), 0, frame.length());
      int unused = reader.readArrayHeader();
      int tagBytes = reader.readRawHeader();
      String tag = new String(frame.message(), reader.position(), tagBytes, StandardCharsets.UTF_8);
      reader.advance(tagBytes);
      int entriesBytes = reader.readRawHeader();
      byte[] entries = new byte[entriesBytes];
      System.arraycopy(frame.message(), reader.position(), entries, 0, entriesBytes);
      explainer.explain(new ReplayedChunk(tag, entries)).forEach(each);
    } catch (MsgpackException e) {
      throw new IllegalStateException("our own frame is broken", e);
    }
  }
}
