package dev.weir.daemon;

import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.config.TypeConfig;
import dev.weir.config.WeirConfig;
import dev.weir.detect.DetectionSet;
import dev.weir.enrich.Enrichment;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.pipeline.Explainer;
import dev.weir.pipeline.Explanation;
import dev.weir.replay.ReplayedChunk;
import dev.weir.rule.Refusal;
import dev.weir.rule.Rule;
import dev.weir.ruleset.RuleOrigin;
import dev.weir.source.BucketSettings;
import dev.weir.source.FrameReader;
import dev.weir.source.KeyTypes;
import dev.weir.source.ObjectCount;
import dev.weir.source.PartTypes;
import dev.weir.source.TypeRule;
import dev.weir.source.content.ContentPart;
import dev.weir.source.decompress.DecompressionLimits;
import dev.weir.source.frame.ChunkIds;
import dev.weir.source.frame.FrameLimits;
import dev.weir.source.frame.SealedFrame;
import dev.weir.telemetry.EnrichMetrics;
import dev.weir.telemetry.Metrics;
import dev.weir.telemetry.RuleMetrics;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.type.Recognition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The way of an object's records from its bytes to their documents, with nothing at its ends. */
public final class Explain {
  private final Set<String> flagNames;
  private final LogTypes types;
  private final WeirConfig config;
  private final FrameReader frames;
  private final Map<String, Optional<String>> lists;

  private final Explainer whole;
  private final DetectionSet inForce;
  private final List<Rule> rules;
  private final List<Refusal> refused;
  private final List<Refusal> unserved;

  /** By the names of enrichments, what becomes of records with those up to it. */
  private final Map<String, Explainer> steps = new LinkedHashMap<>();

  /** What a configuration makes of records. Its lists are read once, now. */
  public Explain(WeirConfig config) {
    this.config = config;
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
        Enriching enriching = new Enriching(config.enrich(), new EnrichMetrics(metrics));
        Rules read = new Rules(config, types, new RuleMetrics(metrics))) {
      lists = enriching.readOnce();
      read.set().refresh();
      inForce = read.set().get();
      rules = inForce.rules();
      refused = read.set().refused();
      unserved = read.set().unserved();
      Function<Enrichment, Explainer> explainer =
          enrichment ->
              new Explainer(
                  Wiring.reserved(config),
                  key,
                  RoutesFrom.config(
                      config,
                      types,
                      enrichment,
                      new OwnPrincipals(config).calls(),
                      () -> inForce,
                      flag -> new LongAdder()));
      steps.put("", explainer.apply(Enrichment.NONE));
      enriching.steps().forEach((name, step) -> steps.put(name, explainer.apply(step)));
      whole = explainer.apply(enriching.enrichment());
    }
  }

  /**
   * The same, with other rules: all that lie in these folders and all that ship, whatever the
   * configuration selects.
   */
  public static Explain withRulesIn(List<Path> folders, WeirConfig config) {
    List<RuleOrigin> places = folders.stream().<RuleOrigin>map(RuleOrigin.Local::new).toList();
    return new Explain(config.withRules(config.rules().allOf(places)));
  }

  /** Whether records of a type are held against the rule of this id. */
  public boolean isFor(String type, String rule) {
    return inForce.isFor(type, rule);
  }

  /** The rules in force. */
  public List<Rule> rules() {
    return rules;
  }

  /** The rules and files that are not in force, and why; without {@link #unserved}. */
  public List<Refusal> refused() {
    return refused;
  }

  /** The rules for logs that no type serves. */
  public List<Refusal> unserved() {
    return unserved;
  }

  /** The names that flags take at the top of a document. */
  public Set<String> flagNames() {
    return flagNames;
  }

  /** Each list of the configuration, and why it cannot be had, or empty. */
  public Map<String, Optional<String>> lists() {
    return lists;
  }

  /** The types that it knows. */
  public LogTypes types() {
    return types;
  }

  /**
   * Explains an object's records, in their order.
   *
   * @param place where it would lie in S3, and so which rules of the configuration count
   * @param lastModified when it would have been written
   * @param known its type; null to tell it from the key, and else from the content
   * @param bytes its content, compressed or not
   * @param totalBytes how many they are
   */
  public void object(
      ExplainedPlace place,
      Instant lastModified,
      @Nullable LogType known,
      InputStream bytes,
      long totalBytes,
      ExplainListener listener)
      throws IOException, InterruptedException {
    ObjectVersion object = place.object();
    KeyTypes keys = keyTypes(place);
    String key = object.key();
    if (known == null && keys.recognize(key) instanceof Recognition.Skipped(String reason)) {
      listener.skipped(reason);
      return;
    }
    ExplainedParts parts =
        new ExplainedParts(
            part -> known == null ? names(keys, key, part) : said(known),
            own(),
            key,
            frame -> frame(frame, listener),
            listener);
    ObjectCount count =
        frames.read(
            object,
            lastModified,
            bytes,
            totalBytes,
            known == null ? keys.parts(key) : PartTypes.all(known),
            parts);
    if (count.records() == 0) {
      listener.empty(parts.emptiness(count));
    }
  }

  private List<LogType> own() {
    return config.types().values().stream()
        .map(TypeConfig::defined)
        .filter(Objects::nonNull)
        .toList();
  }

  private static Recognition said(LogType known) {
    return new Recognition.Recognized(known, "--type says so");
  }

  private static Recognition names(KeyTypes keys, String key, ContentPart part) {
    String member = part.member();
    return member == null ? keys.recognize(key) : keys.recognizeMember(key, member);
  }

  /** Why the daemon would not read an object of this place; empty if it would. */
  public Optional<String> unread(ExplainedPlace place) {
    return place.isFile()
        ? Optional.empty()
        : new WatchedKeys(config.source().buckets()).unread(place.bucket(), place.key());
  }

  private KeyTypes keyTypes(ExplainedPlace place) {
    List<BucketSettings> buckets = config.source().buckets();
    List<BucketSettings> asked =
        place.isFile() ? buckets : new WatchedKeys(buckets).holding(place.bucket(), place.key());
    List<TypeRule> rules = asked.stream().flatMap(bucket -> bucket.types().stream()).toList();
    return new KeyTypes(rules, types);
  }

  /** Takes a forward message apart (forward protocol v1, PackedForward). */
  private void frame(SealedFrame frame, ExplainListener listener) {
    try {
      MsgpackReader reader = new MsgpackReader().reset(frame.message(), 0, frame.length());
      int unused = reader.readArrayHeader();
      int tagBytes = reader.readRawHeader();
      String tag = new String(frame.message(), reader.position(), tagBytes, StandardCharsets.UTF_8);
      reader.advance(tagBytes);
      int entriesBytes = reader.readRawHeader();
      byte[] entries = new byte[entriesBytes];
      System.arraycopy(frame.message(), reader.position(), entries, 0, entriesBytes);
      Map<String, List<Explanation>> explained = new LinkedHashMap<>();
      Map<String, Explainer> wanted = listener.wantsSteps() ? steps : Map.of("", whole);
      for (Map.Entry<String, Explainer> step : wanted.entrySet()) {
        explained.put(
            step.getKey(),
            step.getValue().explain(new ReplayedChunk(tag, entries), listener.traces()));
      }
      report(explained, listener);
    } catch (MsgpackException e) {
      throw new IllegalStateException("our own frame is broken", e);
    }
  }

  private static void report(Map<String, List<Explanation>> explained, ExplainListener listener) {
    int records = explained.values().iterator().next().size();
    for (int i = 0; i < records; i++) {
      Map<String, String> documents = new LinkedHashMap<>();
      Explanation last = null;
      for (Map.Entry<String, List<Explanation>> step : explained.entrySet()) {
        last = step.getValue().get(i);
        documents.put(step.getKey(), last.document());
      }
      listener.record(Objects.requireNonNull(last), documents);
    }
  }
}
