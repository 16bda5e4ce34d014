package dev.weir.pipeline;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.enrich.Subject;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.parse.HostOrigin;
import dev.weir.parse.TypeParser;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a document has in the normal form: what its log says, and what enrichments know of
 * that. Reused for one record after another; not thread-safe.
 */
final class NormalForm {
  private static final EcsField ERROR = EcsSchema.get().field("error.message");
  private static final EcsField PATH = EcsSchema.get().field("log.file.path");

  private final EcsFields fields = new EcsFields(EcsSchema.get());
  private final LogEvent arrived;
  private final Subject subject;
  private final PipelineObserver observer;
  private final HostOrigin origin = new HostOrigin();

  /**
   * Writes the normal form of what arrives.
   *
   * @param arrived holds each record as it came
   */
  NormalForm(LogEvent arrived, PipelineObserver observer) {
    this.arrived = arrived;
    this.subject = new Subject(fields, arrived);
    this.observer = observer;
  }

  /**
   * Writes the fields of a record, a comma before each. A line that was not understood has nothing
   * but the reason.
   *
   * @param event its fields
   * @param inner knows what the record around it says, if there is one; null if none can be
   * @param object knows the object that it lies in; null of a host's
   * @return whether all text was valid UTF-8
   */
  boolean write(
      TypeRoute route,
      TypeParser parser,
      LogEvent event,
      @Nullable InnerRecords inner,
      @Nullable WeirMembers object,
      JsonBuffer out)
      throws MsgpackException {
    fields.clear();
    if (inner != null) {
      inner.normalizeHolder(arrived, fields);
    }
    if (object != null) {
      fields.setJson(PATH, object.path());
    } else {
      origin.move(event, fields);
    }
    String problem = parser.problem();
    if (problem == null) {
      parser.normalize(event, fields);
      if (object != null) {
        object.place().complete(fields);
      }
      if (parser.hasUnknownColumns()) {
        observer.columnsUnknown(parser.type().name());
      }
      route.enrichment().apply(subject.of(event, parser.seconds()));
    } else {
      observer.recordUnparsed(parser.type().name(), problem);
      fields.set(ERROR, problem);
    }
    return fields.writeTo(out);
  }
}
