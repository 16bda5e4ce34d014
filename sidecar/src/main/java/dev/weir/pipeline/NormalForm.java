package dev.weir.pipeline;

import dev.weir.detect.Matches;
import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.enrich.Subject;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.parse.HostOrigin;
import dev.weir.parse.TypeParser;

/**
 * The normal form of records: what their logs say, and what enrichments know of that. Reused for
 * one record after another; not thread-safe.
 */
final class NormalForm {
  private static final EcsField ERROR = EcsSchema.get().field("error.message");
  private static final EcsField PATH = EcsSchema.get().field("log.file.path");

  private final EcsFields fields;
  private final WeirMembers object;
  private final Subject subject;
  private final HostOrigin origin = new HostOrigin();

  /**
   * The normal form of what arrives.
   *
   * @param fields hold it
   * @param arrived holds each record as it came
   * @param object knows the object that a record lies in
   */
  NormalForm(EcsFields fields, LogEvent arrived, WeirMembers object) {
    this.fields = fields;
    this.object = object;
    this.subject = new Subject(fields, arrived);
  }

  /** Fills it from a record. A line that was not understood has nothing but the reason. */
  void fill(CurrentRecord record) throws MsgpackException {
    fields.clear();
    boolean ofObject = record.frame() != null;
    InnerRecords inner = record.inner();
    if (inner != null) {
      inner.normalizeHolder(record.arrived(), fields);
    }
    if (ofObject) {
      fields.set(PATH, object.path());
    } else {
      origin.move(record.fields(), fields);
    }
    TypeParser parser = record.parser();
    String problem = parser.problem();
    if (problem != null) {
      fields.set(ERROR, problem);
      return;
    }
    parser.normalize(record.fields(), fields);
    if (ofObject) {
      object.place().complete(fields);
    }
  }

  /** Adds what enrichments know of a record that was understood. */
  void enrich(CurrentRecord record) throws MsgpackException {
    if (record.isParsed()) {
      record.route().enrichment().apply(subject.of(record.fields(), record.parser().seconds()));
    }
  }

  /** Adds what the rules that the record matches say of it. */
  void detected(Matches matches) {
    matches.addTo(fields);
  }

  /**
   * Writes its fields, a comma before each.
   *
   * @return whether all text was valid UTF-8
   */
  boolean writeTo(JsonBuffer out) {
    return fields.writeTo(out);
  }
}
