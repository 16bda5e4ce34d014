package dev.weir.sink;

import dev.weir.event.JsonBuffer;
import dev.weir.letters.DeadLetterForm;
import dev.weir.letters.LetterSettings;
import dev.weir.letters.RawBody;
import dev.weir.opensearch.Verdicts;
import dev.weir.sink.safe.SafeForm;
import dev.weir.sink.safe.SafeForms;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is written in the place of what OpenSearch refused: of a document its safe form, if that is
 * refused as well a dead letter, of a dead letter its coordinates and reason; and of a document
 * whose id is another record's the same one under the id of its place.
 */
final class Replacements {
  private final LetterSettings letters;
  private final SafeForms safeForms;
  private final Clock clock;

  Replacements(LetterSettings letters, SafeForms safeForms, Clock clock) {
    this.letters = letters;
    this.safeForms = safeForms;
    this.clock = clock;
  }

  /** What follows a document, or its safe form; null if nobody has the record any more. */
  @Nullable Segment ofDocument(Segment segment, int item, DocumentRefusal refusal) {
    // The safe form of what is too large is larger.
    boolean reshapes =
        segment.kind(item) == ItemKind.DOCUMENT && !refusal.reason().equals(Verdicts.TOO_LARGE);
    Segment safe = reshapes ? safe(segment, item, refusal) : null;
    if (safe != null) {
      return safe;
    }
    RawBody body = segment.batch().raw(segment.token(item), letters.body().toIntExact());
    if (body == null) {
      return null;
    }
    // What was said of the record tells more than what was said of its safe form.
    DocumentRefusal first = segment.refusal() == null ? refusal : segment.refusal();
    DeadLetterForm form =
        DeadLetterForm.ofDocument(
            segment.sent(item), body, first.reason(), first.error(), clock.instant());
    return letter(segment, item, form, ItemKind.DEAD_LETTER);
  }

  /**
   * A document under the id of its place, which says in {@code weir.id_conflict} which id was
   * another's. A record without a place is named by its event's id and its content.
   */
  Segment underPlace(Segment segment, int item) {
    int from = segment.documentAt(item);
    int ingestedAt = segment.ingestedAt(item);
    int mark = ContentMark.at(segment.bytes(), ingestedAt);
    String taken = segment.id(item);
    byte[] place = segment.batch().placeId(segment.token(item));
    if (place == null) {
      place = DocumentBatch.ascii(taken + "-" + ContentMark.text(segment.bytes(), mark));
    }
    String index = ActionLine.indexOf(segment.bytes(), segment.lineAt(item));
    int length = segment.documentBytes(item);
    Segment placed = new Segment(segment.batch(), new JsonBuffer(length + 1024), true);
    JsonBuffer out = placed.begin(ActionLine.CREATE, DocumentBatch.ascii(index), place);
    int before = out.size();
    out.raw(segment.bytes(), from, mark - from).ascii(",\"id_conflict\":").string(taken);
    int moved = out.size() - before - (mark - from);
    out.raw(segment.bytes(), mark, from + length - mark);
    placed.end(
        segment.token(item),
        before + ingestedAt - from + moved,
        segment.kind(item),
        segment.letter(item));
    DocumentRefusal refusal = segment.refusal();
    if (refusal != null) {
      placed.refusal(refusal);
    }
    return placed;
  }

  /** What follows a dead letter. */
  Segment ofLetter(Segment segment, int item) {
    DeadLetterForm form = DeadLetterForm.ofDeadLetter(segment.sent(item), clock.instant());
    return letter(segment, item, form, ItemKind.BARE_DEAD_LETTER);
  }

  /** The log type that a document says it has. */
  String type(Segment segment, int item) {
    return segment.sent(item).facts().text("weir.type", "unknown");
  }

  private @Nullable Segment safe(Segment segment, int item, DocumentRefusal refusal) {
    int from = segment.documentAt(item);
    byte[] document = Arrays.copyOfRange(segment.bytes(), from, from + segment.documentBytes(item));
    int ingestedAt = segment.ingestedAt(item) < 0 ? -1 : segment.ingestedAt(item) - from;
    String index = ActionLine.indexOf(segment.bytes(), segment.lineAt(item));
    SafeForm form = safeForms.of(index, document, ingestedAt, refusal.reason());
    if (form == null) {
      return null;
    }
    Segment safe = new Segment(segment.batch(), new JsonBuffer(form.json().length + 1024), true);
    byte[] id = DocumentBatch.ascii(segment.id(item));
    JsonBuffer out = safe.begin(ActionLine.CREATE, DocumentBatch.ascii(index), id);
    int at = out.size();
    out.raw(form.json());
    int stampAt = form.ingestedAt() < 0 ? -1 : at + form.ingestedAt();
    safe.end(segment.token(item), stampAt, ItemKind.RESHAPED, null);
    safe.refusal(refusal);
    if (segment.states().isAmbiguous(item)) {
      safe.states().markAmbiguous(0);
    }
    return safe;
  }

  private Segment letter(Segment segment, int item, DeadLetterForm form, ItemKind kind) {
    Segment dead = new Segment(segment.batch(), new JsonBuffer(1024), true);
    byte[] id = DocumentBatch.ascii(segment.id(item));
    form.write(
        dead.begin(ActionLine.CREATE, DeadLetterForm.INDEX, DeadLetterForm.id(id)),
        letters,
        clock.instant());
    dead.end(segment.token(item), -1, kind, Delivery.DeadLettered.of(form.letter()));
    return dead;
  }
}
