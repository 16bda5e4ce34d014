package dev.weir.source.split;

import dev.weir.json.ValueScanner;
import dev.weir.type.SplitFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The elements of one member of a JSON document, of any length, in one line or many. Other members
 * before and after it are passed over in constant memory; several documents may follow each other.
 */
final class RecordsSplitter extends WindowSplitter {
  private final byte[] quotedMember;
  private final ArrayElements elements;
  private final EnvelopeReader envelope;
  private final ValueScanner scanner = new ValueScanner();
  private State state = State.BETWEEN;
  private boolean found;
  private long skipped;
  private boolean begun;
  private boolean malformed;
  private final byte[] documentHead = new byte[KEPT_BYTES];
  private long documentOffset;

  private enum State {
    /** Outside of documents. */
    BETWEEN,
    /** Among a document's members. */
    MEMBERS,
    /** Among the array's elements. */
    ELEMENTS,
    /** The array stood alone, without a document around it. */
    BARE_ELEMENTS,
    ENDED
  }

  RecordsSplitter(SlidingWindow window, int capBytes, SplitFormat.RecordsArray records) {
    super(window, capBytes);
    this.quotedMember = ('"' + records.member() + '"').getBytes(StandardCharsets.UTF_8);
    this.elements = new ArrayElements(this);
    this.envelope = new EnvelopeReader(window, capBytes, records.envelope(), records.skip());
  }

  @Override
  public long skipped() {
    return skipped;
  }

  @Override
  public boolean next(Slice slice) throws IOException {
    if (!begun) {
      begun = true;
      skipByteOrderMark();
    }
    release();
    while (true) {
      switch (state) {
        case BETWEEN -> {
          if (!skipBlanks()) {
            state = State.ENDED;
            return end(slice);
          }
          if (!enter()) {
            state = State.ENDED;
            return noDocument(slice);
          }
        }
        case ELEMENTS, BARE_ELEMENTS -> {
          if (elements.next(slice)) {
            return slice.in(state == State.ELEMENTS ? envelope.msgpack() : null);
          }
          state = state == State.ELEMENTS ? State.MEMBERS : State.BETWEEN;
        }
        case MEMBERS -> {
          if (!member()) {
            return truncatedDocument(slice);
          }
          if (state == State.BETWEEN && !found) {
            return noRecords(slice, UnsendableReason.NO_RECORDS_ARRAY);
          }
        }
        case ENDED -> {
          return end(slice);
        }
      }
    }
  }

  private boolean enter() {
    found = false;
    envelope.begin();
    byte first = firstByte();
    if (first == '[') {
      elements.open();
      state = State.BARE_ELEMENTS;
      return true;
    }
    if (first != '{') {
      return false;
    }
    window.keepInto(documentHead);
    documentOffset = window.offsetOf(window.start());
    pass(1);
    state = State.MEMBERS;
    return true;
  }

  /** Passes one member, or enters the records; false where the document breaks off. */
  private boolean member() throws IOException {
    if (!skipBlanks()) {
      return false;
    }
    byte first = firstByte();
    if (first == ',') {
      pass(1);
      return true;
    }
    if (first == '}') {
      pass(1);
      if (!found && envelope.skips()) {
        skip();
      }
      state = State.BETWEEN;
      return true;
    }
    int nameEnd = first == '"' ? seek(scanner.reset()::scan) : OVER_CAP;
    if (nameEnd < 0) {
      return nameEnd != AT_END && malformed();
    }
    boolean records =
        Arrays.equals(
            window.bytes(), window.start(), nameEnd, quotedMember, 0, quotedMember.length);
    int kept = envelope.indexOf(window.bytes(), window.start(), nameEnd);
    pass(nameEnd - window.start());
    if (!skipBlanks()) {
      return false;
    }
    if (firstByte() != ':') {
      return malformed();
    }
    pass(1);
    if (!skipBlanks()) {
      return false;
    }
    if (kept >= 0) {
      envelope.value(kept);
      take(window.start());
    }
    if (records && firstByte() == '[' && envelope.skips()) {
      skip();
    } else if (records && firstByte() == '[') {
      found = true;
      window.keepInto(null);
      elements.open();
      state = State.ELEMENTS;
      return true;
    }
    return passValue();
  }

  private void skip() {
    found = true;
    skipped++;
  }

  /** Passes a value of any length. */
  private boolean passValue() throws IOException {
    scanner.reset();
    boolean any = false;
    while (true) {
      int end = scanner.scan(window.bytes(), window.start(), window.end());
      if (end >= 0) {
        any |= end > window.start();
        pass(end - window.start());
        return (any && !scanner.broken()) || malformed();
      }
      any |= window.held() > 0;
      pass(window.held());
      if (!hasByte()) {
        return false;
      }
      take(window.start());
    }
  }

  private boolean malformed() {
    malformed = true;
    return false;
  }

  private void pass(int count) {
    take(window.start() + count);
    release();
  }

  /** No document begins here: nothing can be read from here on. */
  private boolean noDocument(Slice slice) throws IOException {
    return skipToEnd(slice, UnsendableReason.NO_RECORDS_ARRAY);
  }

  private boolean noRecords(Slice slice, UnsendableReason reason) {
    long full = window.offsetOf(window.start()) - documentOffset;
    return slice.cut(documentHead, window.keptBytes(), documentOffset, reason, full);
  }

  /** The document breaks off, or goes on in a way that no JSON does. */
  private boolean truncatedDocument(Slice slice) throws IOException {
    state = State.ENDED;
    if (window.held() == 0 && !hasByte()) {
      return truncatedHere(slice);
    }
    return malformed
        ? skipToEnd(slice, UnsendableReason.MALFORMED_JSON)
        : rest(slice, UnsendableReason.TRUNCATED);
  }

  private boolean skipToEnd(Slice slice, UnsendableReason reason) throws IOException {
    long offset = window.offsetOf(window.start());
    int keep = Math.min(KEPT_BYTES, window.held());
    byte[] kept = Arrays.copyOfRange(window.bytes(), window.start(), window.start() + keep);
    do {
      pass(window.held());
    } while (hasByte());
    long full = window.offsetOf(window.start()) - offset;
    return slice.cut(kept, keep, offset, reason, full);
  }
}
