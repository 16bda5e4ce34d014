package dev.weir.sink;

import dev.weir.event.JsonBuffer;
import dev.weir.letters.SentDocument;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a bulk request that belong to one batch, in one run of bytes, and of each document only
 * where it lies and how it fares. Written by one thread, then handed over; each document is in the
 * hands of one sender at a time.
 */
final class Segment {
  /** What the arrays here and in a request take for each document, with the room they grow into. */
  private static final int DOCUMENT_BYTES = 64;

  private final DocumentBatch batch;
  private final JsonBuffer buffer;
  private final boolean replacement;
  private int count;
  private int beganAt = -1;
  private int documentAt;

  /** Where the lines of each document begin; one more for the end of the last. */
  private int[] lines = new int[65];

  private int[] documents = new int[64];
  private int[] tokens = new int[64];
  private int[] ingested = new int[64];
  private ItemKind[] kinds = new ItemKind[64];
  private final ItemStates states = new ItemStates(64);

  /** Written before the segment is handed over. */
  private Delivery.@Nullable DeadLettered @Nullable [] letters;

  /** Why the document was refused whose safe form this holds; written before it is handed over. */
  private @Nullable DocumentRefusal refusal;

  /** Which documents may lie in another index; null for none. Written before it is handed over. */
  private boolean @Nullable [] elsewhere;

  /** Since when another process may have written a document and not have been asked for it. */
  private volatile long since;

  Segment(DocumentBatch batch, JsonBuffer buffer) {
    this(batch, buffer, false);
  }

  /**
   * @param replacement whether it takes the place of a document that another segment holds
   */
  Segment(DocumentBatch batch, JsonBuffer buffer, boolean replacement) {
    this.batch = batch;
    this.buffer = buffer;
    this.replacement = replacement;
  }

  /** Of a safe form: why the document itself was refused. */
  @Nullable DocumentRefusal refusal() {
    return refusal;
  }

  void refusal(DocumentRefusal first) {
    refusal = first;
  }

  boolean isReplacement() {
    return replacement;
  }

  JsonBuffer begin(byte[] action, byte[] index, byte[] id) {
    if (beganAt >= 0) {
      throw new IllegalStateException("the document before was not ended");
    }
    beganAt = buffer.size();
    ActionLine.write(buffer, action, index, id);
    documentAt = buffer.size();
    return buffer;
  }

  void end(int token, int ingestedAt, ItemKind kind, Delivery.@Nullable DeadLettered letter) {
    if (beganAt < 0) {
      throw new IllegalStateException("no document was begun");
    }
    buffer.raw((byte) '\n');
    if (count == tokens.length) {
      grow();
    }
    documents[count] = documentAt;
    tokens[count] = token;
    ingested[count] = ingestedAt;
    kinds[count] = kind;
    if (letter != null) {
      letter(count, letter);
    }
    count++;
    lines[count] = buffer.size();
    states.count(count);
    beganAt = -1;
  }

  void abandon() {
    if (beganAt >= 0) {
      buffer.truncate(beganAt);
      beganAt = -1;
    }
  }

  /** Moves the last document into a segment of its own. */
  Segment moveLast(JsonBuffer into) {
    int last = count - 1;
    int from = lines[last];
    Segment next = new Segment(batch, into);
    into.raw(buffer.bytes(), from, documents[last] - from);
    next.beganAt = 0;
    next.documentAt = into.size();
    into.raw(buffer.bytes(), documents[last], lines[count] - 1 - documents[last]);
    int stamp = ingested[last] < 0 ? -1 : ingested[last] - from;
    if (isElsewhere(last)) {
      next.markElsewhere();
    }
    next.end(tokens[last], stamp, kinds[last], letter(last));
    count = last;
    states.count(count);
    buffer.truncate(from);
    return next;
  }

  /** How its items fare. */
  ItemStates states() {
    return states;
  }

  DocumentBatch batch() {
    return batch;
  }

  JsonBuffer buffer() {
    return buffer;
  }

  byte[] bytes() {
    return buffer.bytes();
  }

  int size() {
    return buffer.size();
  }

  int count() {
    return count;
  }

  /** The memory that it takes: of small documents the arrays beside them are no small part. */
  long heldBytes() {
    return size() + (long) DOCUMENT_BYTES * count;
  }

  int lineAt(int item) {
    return lines[item];
  }

  int lineBytes(int item) {
    return lines[item + 1] - lines[item];
  }

  int documentAt(int item) {
    return documents[item];
  }

  /** Without the line break. */
  int documentBytes(int item) {
    return lines[item + 1] - 1 - documents[item];
  }

  int token(int item) {
    return tokens[item];
  }

  int ingestedAt(int item) {
    return ingested[item];
  }

  ItemKind kind(int item) {
    return kinds[item];
  }

  /** The id that the item's action line names. */
  String id(int item) {
    byte[] id = ActionLine.idOf(bytes(), lines[item], documents[item]);
    return new String(id, StandardCharsets.UTF_8);
  }

  /** The item's document, and where it is for. */
  SentDocument sent(int item) {
    String index = ActionLine.indexOf(bytes(), lineAt(item));
    return new SentDocument(id(item), index, bytes(), documentAt(item), documentBytes(item));
  }

  /** The outcome of a dead letter, once it is written; null for what is none. */
  Delivery.@Nullable DeadLettered letter(int item) {
    return letters == null ? null : letters[item];
  }

  /** Notes of the document that was begun that it may lie in another index. */
  void markElsewhere() {
    if (elsewhere == null || elsewhere.length <= count) {
      boolean[] longer = new boolean[tokens.length + 1];
      if (elsewhere != null) {
        System.arraycopy(elsewhere, 0, longer, 0, elsewhere.length);
      }
      elsewhere = longer;
    }
    elsewhere[count] = true;
  }

  /** Whether it may lie in another index. */
  boolean isElsewhere(int item) {
    return elsewhere != null && item < elsewhere.length && elsewhere[item];
  }

  /**
   * The moment, by {@link System#nanoTime}, up to which other indices are to be asked for what may
   * lie there.
   */
  long since() {
    return since;
  }

  void since(long nanos) {
    since = nanos;
  }

  /** Whether one of them may lie in another index. */
  boolean hasElsewhere() {
    return elsewhere != null;
  }

  private void letter(int item, Delivery.DeadLettered letter) {
    if (letters == null) {
      letters = new Delivery.@Nullable DeadLettered[tokens.length];
    }
    letters[item] = letter;
  }

  private void grow() {
    int size = count << 1;
    lines = Arrays.copyOf(lines, size + 1);
    documents = Arrays.copyOf(documents, size);
    tokens = Arrays.copyOf(tokens, size);
    ingested = Arrays.copyOf(ingested, size);
    kinds = Arrays.copyOf(kinds, size);
    states.grow(size);
    if (letters != null) {
      letters = Arrays.copyOf(letters, size);
    }
  }
}
