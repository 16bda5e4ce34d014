package dev.weir.settle;

import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import dev.weir.event.JsonBuffer;
import dev.weir.letters.LetterWriter;
import dev.weir.opensearch.DocumentWriter;
import dev.weir.opensearch.OpenSearch;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The index {@code weir-ledger}, which has a line for each object that is settled. Thread-safe. */
public final class LedgerIndex {
  private final OpenSearch openSearch;
  private final DocumentWriter documents;
  private final LetterWriter letters;
  private final SettleObserver observer;
  private final Clock clock;
  private final LedgerReader reader;
  private final LedgerEditor editor;

  /**
   * The index as it lies in an OpenSearch.
   *
   * @param openSearch what is asked; to be open by then
   * @param documents writes lines
   * @param letters keeps the dead letters of objects as a whole
   */
  public LedgerIndex(
      OpenSearch openSearch,
      DocumentWriter documents,
      LetterWriter letters,
      SettleObserver observer,
      Clock clock) {
    this.openSearch = openSearch;
    this.documents = documents;
    this.letters = letters;
    this.observer = observer;
    this.clock = clock;
    this.reader = new LedgerReader(openSearch);
    this.editor = new LedgerEditor(openSearch, clock);
  }

  /**
   * What the index holds of objects, as of the last write. Waits for as long as OpenSearch does not
   * answer; documents wait then for the same reason.
   *
   * @return a state for each
   */
  Map<ObjectVersion, LedgerState> states(Collection<ObjectVersion> objects)
      throws InterruptedException {
    return reader.read(objects);
  }

  /**
   * The objects that somebody has to look after. Asks once.
   *
   * @param each how many of each kind are named
   * @throws IOException if OpenSearch does not answer as it should
   */
  public LedgerTroubles troubles(int each) throws IOException {
    return LedgerTroubles.ask(openSearch.client(), each);
  }

  /**
   * Changes an object's line, if it has one that says what became of its records. Waits for as long
   * as OpenSearch does not answer.
   *
   * @param change what the line is to be; the line as it was given if there is nothing to change.
   *     Asked again, with the newer line, if another wrote it meanwhile
   * @throws IllegalArgumentException if OpenSearch does not take this line
   */
  void edit(ObjectVersion object, UnaryOperator<LedgerDocument> change)
      throws InterruptedException {
    editor.edit(object, change);
  }

  /**
   * Writes an object's line, in place of an earlier one. Of the two, one is called, once, on any
   * thread, which may be the caller's.
   *
   * @param durable called when OpenSearch has it
   * @param givenUp called when the writer closed first; OpenSearch may have it nonetheless
   */
  void write(LedgerDocument line, Runnable durable, Runnable givenUp) {
    write(line.object(), out -> LedgerForm.write(line, clock.instant(), out), durable, givenUp);
  }

  /**
   * Keeps a dead letter for an object as a whole, and its line after that. Of the two, one is
   * called, once, on any thread, which may be the caller's.
   *
   * @param durable called when OpenSearch has both
   * @param givenUp called when the writer closed first
   */
  void writePoisoned(PoisonedObject poisoned, Runnable durable, Runnable givenUp) {
    letters.keep(
        poisoned.deadLetter(),
        () -> write(poisoned.object(), out -> LedgerForm.write(poisoned, out), durable, givenUp),
        givenUp);
  }

  private void write(
      ObjectVersion object, Consumer<JsonBuffer> line, Runnable durable, Runnable givenUp) {
    documents.replace(
        LedgerForm.INDEX,
        LedgerForm.id(object),
        line,
        () -> {
          observer.lineWritten();
          durable.run();
        },
        givenUp);
  }
}
