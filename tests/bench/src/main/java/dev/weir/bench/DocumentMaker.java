package dev.weir.bench;

import dev.weir.config.ConfigFile;
import dev.weir.detect.DetectionSet;
import dev.weir.detect.Detector;
import dev.weir.detect.Matches;
import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.ecs.EcsValue;
import dev.weir.event.FieldValue;
import dev.weir.event.IsoInstant;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.flag.FlagRule;
import dev.weir.flag.Flags;
import dev.weir.msgpack.MsgpackException;
import dev.weir.parse.RecordIds;
import dev.weir.parse.TypeParser;
import dev.weir.record.FieldNames;
import dev.weir.record.RecordView;
import dev.weir.rule.Rule;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.yaml.InvalidFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The way of a record of one type from MessagePack to the bytes of its document, as the pipeline
 * goes it: parsed, with the normal form and flags. Not thread-safe.
 */
final class DocumentMaker {
  private static final long WRITTEN = Instant.parse("2026-11-20T10:00:00Z").getEpochSecond();
  private static final String DEFAULTS =
      """
      forward: { listeners: [{ unix: /run/weir.sock }] }
      opensearch: { url: 'http://127.0.0.1:9200' }
      """;

  private static final EcsField PATH = EcsSchema.get().field("log.file.path");
  private static final EcsValue OBJECT = EcsValue.text(SampleRecords.OBJECT);

  private final LogEvent event;
  private final TypeParser parser;
  private final Flags flags;
  private final EcsFields normal = new EcsFields(EcsSchema.get());
  private final boolean nativeOnly;
  private final RecordView view;
  private final FieldValue value = new FieldValue();
  private final RecordIds ids = new RecordIds();
  private final @Nullable Detector detector;
  private Matches matches = Matches.NONE;

  /** Makes documents as the pipeline makes them. */
  DocumentMaker(LogType type) {
    this(type, false, null);
  }

  private DocumentMaker(LogType type, boolean nativeOnly, @Nullable List<Rule> detections) {
    this.nativeOnly = nativeOnly;
    List<FlagRule> rules = shippedFlags();
    List<String> names = new ArrayList<>(EcsSchema.get().roots());
    names.addAll(List.of("weir", "@timestamp", "native", "promoted"));
    rules.forEach(rule -> names.add(rule.one().name()));
    ReservedNames reserved = new ReservedNames(names);
    FieldNames resolved =
        new FieldNames(
            EcsSchema.get(), rules.stream().flatMap(rule -> rule.names().stream()).toList());
    this.event = new LogEvent(reserved);
    this.parser = new TypeParser(type, reserved);
    this.view = new RecordView(resolved, normal, event);
    this.flags =
        new Flags(
            rules.stream().filter(rule -> rule.types().contains(type.name())).toList(),
            resolved,
            name -> new LongAdder());
    if (detections == null) {
      this.detector = null;
    } else {
      DetectionSet set = DetectionSet.of(detections, LogTypes.shipped(), resolved);
      this.detector = new Detector(() -> set, view);
      detector.begin();
    }
  }

  /** Makes documents of records that were held against these rules. */
  static DocumentMaker detecting(LogType type, List<Rule> detections) {
    return new DocumentMaker(type, false, detections);
  }

  /** Makes the same documents without the normal form. */
  static DocumentMaker nativeOnly(LogType type) {
    return new DocumentMaker(type, true, null);
  }

  /**
   * Writes the document without its {@code weir} object and its closing brace.
   *
   * @throws IllegalStateException if the record is not understood, or says no time
   */
  void write(byte[] record, JsonBuffer out) {
    try {
      event.reset(record, 0, record.length);
      LogEvent fields = parser.fields(event, true);
      if (parser.problem() != null) {
        throw new IllegalStateException(
            "a sample of " + parser.type() + " is not understood: " + parser.problem());
      }
      parser.readTime(fields, WRITTEN, 0);
      parser.ownId(fields, null, ids);
      JsonBuffer added = fields.added().ascii(",\"@timestamp\":\"");
      IsoInstant.write(parser.seconds(), parser.nanos(), added);
      added.raw('"');
      if (!nativeOnly) {
        normal.clear();
        normal.set(PATH, OBJECT);
        parser.normalize(fields, normal);
      }
      view.begin(fields, null);
      flags.apply(view, value);
      detect();
      if (!nativeOnly) {
        normal.writeTo(added);
      }
      parser.promote(fields, added);
      fields.writeTo(out);
    } catch (MsgpackException e) {
      throw new IllegalStateException("the transcoder writes MessagePack", e);
    }
  }

  private void detect() throws MsgpackException {
    if (detector != null) {
      matches = detector.detect(parser.type().name());
      matches.addTo(normal);
    }
  }

  /** The rules that the record matched that was written last. */
  Matches matches() {
    return matches;
  }

  /** The index of the document that was written last. */
  byte[] index() {
    return parser.index();
  }

  private static List<FlagRule> shippedFlags() {
    try {
      return ConfigFile.forThisProcess().parse("defaults", DEFAULTS).config().flags();
    } catch (InvalidFileException e) {
      throw new IllegalStateException(e);
    }
  }
}
