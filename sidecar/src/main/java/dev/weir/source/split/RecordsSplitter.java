package dev.weir.source.split;

import dev.weir.json.JsonValueScanner;
import dev.weir.type.SplitFormat;
import java.io.IOException;
import java.util.Arrays;

/**
 * The elements of one member of a JSON document, of any length, in one line or many. Several
 * documents may follow each other. The other members are passed in constant memory. A member that
 * neither travels with the records nor may be passed over is not lost: what stands before the
 * array, or behind it, is then a piece that no record is made of.
 */
final class RecordsSplitter extends WindowSplitter {
  private final byte[] quotedMember;
  private final byte[][] aside;
  private final ArrayElements elements;
  private final EnvelopeReader envelope;
  private final JsonValueScanner scanner = new JsonValueScanner();
  private State state = State.BETWEEN;
  private boolean found;
  private long skipped;
  private boolean begun;
  private boolean malformed;

  /** The first bytes of the stretch of members at hand, and where it begins in the content. */
  private final byte[] stretch = new byte[KEPT_BYTES];

  private long stretchOffset;

  /** Whether records stand before the stretch. */
  private boolean behindRecords;

  /** Whether the stretch has a member that should have gone with records before it. */
  private boolean late;

  /** Whether the stretch has a member that would be lost. */
  private boolean beside;

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
    this.quotedMember = EnvelopeReader.quoted(records.member());
    this.aside = records.aside().stream().map(EnvelopeReader::quoted).toArray(byte[][]::new);
    this.elements = new ArrayElements(this);
    this.envelope = new EnvelopeReader(window, capBytes, records);
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
          if (state == State.ELEMENTS) {
            beginStretch();
            state = State.MEMBERS;
          } else {
            state = State.BETWEEN;
          }
        }
        case MEMBERS -> {
          if (!member()) {
            return truncatedDocument(slice);
          }
          if (state != State.MEMBERS && endsStretch(slice)) {
            return true;
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
    beginStretch();
    pass(1);
    state = State.MEMBERS;
    return true;
  }

  private void beginStretch() {
    window.keepInto(stretch);
    stretchOffset = window.offsetOf(window.start());
    behindRecords = found;
    late = false;
    beside = false;
  }

  /**
   * Goes on behind the members before an array, or at the document's end.
   *
   * @return whether the stretch is a piece of its own
   */
  private boolean endsStretch(Slice slice) {
    boolean lost = beside || !found;
    if (lost) {
      UnsendableReason reason =
          found ? UnsendableReason.BESIDE_RECORDS : UnsendableReason.NO_RECORDS_ARRAY;
      long full = window.offsetOf(window.start()) - stretchOffset;
      slice.cut(stretch, window.keptBytes(), stretchOffset, reason, full);
    }
    window.keepInto(null);
    if (state == State.ELEMENTS) {
      elements.open();
    }
    return lost;
  }

  /** Passes one member, or comes to the records; false where the document breaks off. */
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
      // What travels with records came too late where no more of them follow.
      beside |= late;
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
    boolean aside = isAside(window.bytes(), window.start(), nameEnd);
    int member = envelope.indexOf(window.bytes(), window.start(), nameEnd);
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
    boolean kept = aside;
    if (member >= 0) {
      kept |= envelope.value(member);
      late |= behindRecords && !aside && envelope.travels(member);
      take(window.start());
    }
    if (records && firstByte() == '[' && envelope.skips()) {
      skip();
    } else if (records && firstByte() == '[') {
      found = true;
      beside |= !envelope.setOut();
      state = State.ELEMENTS;
      return true;
    } else {
      beside |= !kept;
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

  private boolean isAside(byte[] bytes, int from, int to) {
    for (byte[] name : aside) {
      if (Arrays.equals(bytes, from, to, name, 0, name.length)) {
        return true;
      }
    }
    return false;
  }

  /** No document begins here: nothing can be read from here on. */
  private boolean noDocument(Slice slice) throws IOException {
    return skipToEnd(slice, UnsendableReason.NO_RECORDS_ARRAY);
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
