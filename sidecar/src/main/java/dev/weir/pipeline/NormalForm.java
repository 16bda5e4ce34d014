package dev.weir.pipeline;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.enrich.Subject;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.parse.TypeParser;

/**
 * Writes what a document has in the normal form: what its log says, and what enrichments know of
 * that. Reused for one record after another; not thread-safe.
 */
final class NormalForm {
  private static final EcsField ERROR = EcsSchema.get().field("error.message");

  private final EcsFields fields = new EcsFields(EcsSchema.get());
  private final Subject subject;
  private final PipelineObserver observer;

  NormalForm(LogEvent first, PipelineObserver observer) {
    this.subject = new Subject(fields, first);
    this.observer = observer;
  }

  /**
   * Writes the fields of a record, a comma before each. A line that was not understood has nothing
   * but the reason.
   *
   * @return whether all text was valid UTF-8
   */
  boolean write(TypeRoute route, TypeParser parser, LogEvent event, JsonBuffer out)
      throws MsgpackException {
    fields.clear();
    String problem = parser.problem();
    if (problem == null) {
      parser.normalize(event, fields);
      route.enrichment().apply(subject.of(event, parser.seconds()));
    } else {
      observer.recordUnparsed(parser.type().name(), problem);
      fields.set(ERROR, problem);
    }
    return fields.writeTo(out);
  }
}
