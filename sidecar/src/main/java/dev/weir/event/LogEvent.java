package dev.weir.event;

import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackType;
import dev.weir.msgpack.MsgpackWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One record on its way through the stages: a MessagePack map that stays as it came, an index of
 * its top-level fields, and what the stages lay over it. Reused for one record after another; not
 * thread-safe.
 *
 * <p>Positions handed out are valid until the next {@link #reset}.
 */
public final class LogEvent {
  /** An index of more fields would take more memory than the record itself. */
  public static final int MOST_FIELDS = MapIndex.MOST_PAIRS;

  private static final int NONE = -1;
  private static final byte[] NOWHERE = new byte[0];
  private static final byte[] NATIVE = "native.".getBytes(StandardCharsets.US_ASCII);
  private static final long NATIVE_HEAD = FieldName.head(NATIVE, 0, NATIVE.length);

  private final ReservedNames reserved;
  private final JsonEncoder encoder = new JsonEncoder();
  private final MsgpackReader reader = new MsgpackReader();
  private final JsonBuffer added = new JsonBuffer(512);
  private byte[] bytes = new byte[0];
  private int hidden;
  private final MapIndex own = new MapIndex();

  /** The index of the record: its own, or that of whoever built it. */
  private MapIndex top = own;

  /** The map inside the record that was looked into last; several look-ups go into the same. */
  private final MapIndex inner = new MapIndex();

  private int innerFrom = NONE;
  private final LeafWalk leafWalk = new LeafWalk();

  public LogEvent(ReservedNames reserved) {
    this.reserved = reserved;
  }

  /**
   * Takes the map at {@code from}.
   *
   * @param to where the bytes end that may belong to it
   * @return the position after the map
   * @throws MsgpackException if what is there is no whole map with text as keys
   */
  public int reset(byte[] source, int from, int to) throws MsgpackException {
    begin(source);
    top.read(reader.reset(source, from, to));
    return reader.position();
  }

  /** Takes a record that was built, as it is now; the builder must not go on before this does. */
  public void reset(RecordBuilder built) throws MsgpackException {
    MsgpackWriter map = built.end();
    begin(map.bytes());
    MapIndex index = built.index();
    if (index == null) {
      top.read(reader.reset(map.bytes(), 0, map.size()));
    } else {
      top = index;
    }
  }

  private void begin(byte[] source) {
    bytes = source;
    top = own;
    innerFrom = NONE;
    added.clear();
    encoder.clear();
    hidden = 0;
  }

  /**
   * {@link #reset} for a map of which some names are no text: those fields are left out, and so are
   * those past {@link #MOST_FIELDS}, but Weir's own. For what else it says; a document made of it
   * would lack them.
   */
  public int resetTextNamed(byte[] source, int from, int to) throws MsgpackException {
    begin(source);
    top.readTextNamed(reader.reset(source, from, to));
    return reader.position();
  }

  /**
   * Looks a field up.
   *
   * @return whether it is there; nil counts as not there
   */
  public boolean find(FieldPath path, FieldValue value) throws MsgpackException {
    int field = top.find(path.whole());
    if (field >= 0) {
      return value.fillUnlessNil(bytes, top.valueAt(field), top.valueEnd(field));
    }
    if (path.depth() == 1) {
      return false;
    }
    field = top.find(path.name(0));
    if (field < 0) {
      return false;
    }
    int from = top.valueAt(field);
    int depth = 1;
    if (isInner(from, top.valueEnd(field))) {
      int pair = inner.find(path.name(1));
      if (pair < 0) {
        return false;
      }
      from = inner.valueAt(pair);
      depth = 2;
      if (path.depth() == depth) {
        return value.fillUnlessNil(bytes, from, inner.valueEnd(pair));
      }
    }
    reader.reset(bytes, from, top.valueEnd(field));
    for (; depth < path.depth(); depth++) {
      if (!enter(path.name(depth))) {
        return false;
      }
    }
    int start = reader.position();
    reader.skip();
    return value.fillUnlessNil(bytes, start, reader.position());
  }

  /** Looks up a top-level field that has the whole path as its name, dots included. */
  public boolean findWhole(FieldPath path, FieldValue value) throws MsgpackException {
    int field = top.find(path.whole());
    return field >= 0 && value.fillUnlessNil(bytes, top.valueAt(field), top.valueEnd(field));
  }

  /** False only if none of the fields is there. */
  public boolean mayHave(FieldProbe fields) {
    return top.mayHave(fields.slots());
  }

  /**
   * Shows all values that the path leads to, nil among them: of an array each element, of names
   * with dots and of names inside one another both, of a map all that lies in it.
   *
   * @return whether the path leads anywhere
   */
  public boolean leaves(FieldPath path, LeafVisitor visitor) throws MsgpackException {
    boolean found = false;
    for (int i = 0; i < path.beginnings(); i++) {
      FieldName name = path.beginning(i);
      int field = top.find(name);
      if (field >= 0) {
        found |=
            leafWalk.walk(
                bytes,
                top.valueAt(field),
                top.valueEnd(field),
                path.utf8(),
                name.length() + 1,
                visitor);
      }
    }
    return found;
  }

  /** Shows all values of the record. */
  public void leaves(LeafVisitor visitor) throws MsgpackException {
    for (int i = 0; i < top.size(); i++) {
      boolean unused = leafWalk.walk(bytes, top.valueAt(i), top.valueEnd(i), NOWHERE, 1, visitor);
      if (!leafWalk.goesOn()) {
        return;
      }
    }
  }

  /** Shows the record's bytes as they came, in one run; none if it has no field. */
  public void content(ByteRun to) {
    if (top.size() > 0) {
      to.run(bytes, top.keyAt(0), top.valueEnd(top.size() - 1));
    }
  }

  /** Whether {@code inner} has the map that lies there, which takes it if it is small. */
  private boolean isInner(int from, int to) throws MsgpackException {
    if (innerFrom != from) {
      innerFrom = NONE;
      if (!inner.readSmall(reader.reset(bytes, from, to))) {
        return false;
      }
      innerFrom = from;
    }
    return true;
  }

  /**
   * Shows each value that the path leads to, where {@link #find} finds one: of repeated names every
   * one, a name with dots and the names inside one another both. For what must not be missed.
   */
  public void each(FieldPath path, FieldValue value, FieldVisitor visitor) throws MsgpackException {
    FieldWalk walk = new FieldWalk(bytes, path, value, visitor);
    for (int i = 0; i < top.size(); i++) {
      if (top.has(i, path.whole())) {
        walk.show(top.valueAt(i), top.valueEnd(i));
      } else if (path.depth() > 1 && top.has(i, path.name(0))) {
        walk.descend(1, top.valueAt(i), top.valueEnd(i));
      }
    }
  }

  /** Takes a top-level field out of the document, as if it had not come. */
  public void hide(FieldPath path) {
    int field = top.find(path.whole());
    if (field >= 0) {
      encoder.patch(top.valueAt(field), JsonEncoder.REMOVED);
      hidden = encoder.patches();
    }
  }

  /** {@link #hide} of each top-level field whose value is this text. */
  public void hideTexts(byte[] utf8) throws MsgpackException {
    for (int i = 0; i < top.size(); i++) {
      int to = top.valueEnd(i);
      reader.reset(bytes, top.valueAt(i), to);
      if (isText() && reader.readRawHeader() == utf8.length) {
        int from = reader.position();
        if (Arrays.equals(bytes, from, to, utf8, 0, utf8.length)) {
          encoder.patch(top.valueAt(i), JsonEncoder.REMOVED);
        }
      }
    }
    hidden = encoder.patches();
  }

  /** Whether a filter took away or replaced the value that was found, or what it lies in. */
  public boolean isChanged(FieldValue value) throws MsgpackException {
    return encoder.patches() > hidden && encoder.covers(bytes, value.start());
  }

  /** Takes the value that was found out of the document, with its name. */
  public void remove(FieldValue value) {
    encoder.patch(value.start(), JsonEncoder.REMOVED);
  }

  /** Puts {@code json}, one JSON value, in the place of the value that was found. */
  public void replace(FieldValue value, byte[] json) {
    encoder.patch(value.start(), json);
  }

  /**
   * Adds members at the top of the document. Their names must be {@link ReservedNames}, so that
   * none occurs twice.
   *
   * @param members JSON members with a comma before each, {@code ,"K_action":1,"B_action":0}
   */
  public void add(byte[] members) {
    added.raw(members);
  }

  /**
   * Copies the pairs of the record, as they came, but the one found in {@code left}, those that are
   * hidden or removed, and those whose names {@code taken} has.
   *
   * @return how many
   */
  public int copyOthers(FieldValue left, LogEvent taken, MsgpackWriter out) {
    int copied = 0;
    for (int i = 0; i < top.size(); i++) {
      int from = top.valueAt(i);
      if (from != left.start() && !encoder.isRemoved(from) && !taken.top.hasNameOf(top, i)) {
        out.writeStr(bytes, top.keyAt(i), top.keyLength(i));
        out.writeRaw(bytes, from, top.valueEnd(i) - from);
        copied++;
      }
    }
    return copied;
  }

  /**
   * Shows the record's bytes, as they came, but for fields that are hidden or removed: mostly one
   * run of bytes. How many fields there are is not in them.
   */
  public void runs(ByteRun to) {
    int from = NONE;
    int at = NONE;
    for (int i = 0; i < top.size(); i++) {
      // The head of the first name, which ends with its length.
      at = i == 0 ? top.keyAt(0) - 1 : at;
      if (!encoder.isRemoved(top.valueAt(i))) {
        from = from == NONE ? at : from;
      } else if (from != NONE) {
        to.run(bytes, from, at);
        from = NONE;
      }
      at = top.valueEnd(i);
    }
    if (from != NONE) {
      to.run(bytes, from, at);
    }
  }

  /** {@link #add} for members that are written in place. */
  public JsonBuffer added() {
    return added;
  }

  /**
   * Writes the document without its closing brace, so that the caller can end it with members of
   * its own.
   *
   * @return whether all text was valid UTF-8; what was not is replaced by U+FFFD
   * @throws MsgpackException {@code TOO_DEEP} past 100 levels; the buffer then holds half a
   *     document
   */
  public boolean writeTo(JsonBuffer out) throws MsgpackException {
    encoder.begin(bytes, out);
    out.raw('{');
    boolean first = true;
    int moved = 0;
    for (int i = 0; i < top.size(); i++) {
      if (isMoved(i)) {
        moved++;
      } else {
        first &= !member(i, first, out);
      }
    }
    if (moved > 0) {
      first &= !writeMoved(first, out);
    }
    int from = first && added.size() > 0 ? 1 : 0;
    out.raw(added.bytes(), from, added.size() - from);
    return encoder.isValid();
  }

  /**
   * Writes, after {@link #writeTo} said that some text was not valid, what that was: each such name
   * and value as it came, in base64, in their order, a comma before each. What is hidden, removed
   * or replaced is not among them.
   */
  public void writeInvalidTo(JsonBuffer out) {
    encoder.writeInvalid(out);
  }

  private boolean writeMoved(boolean first, JsonBuffer out) throws MsgpackException {
    int mark = out.size();
    if (!first) {
      out.raw(',');
    }
    out.ascii("\"native\":{");
    boolean empty = true;
    for (int i = 0; i < top.size(); i++) {
      if (isMoved(i)) {
        int prefix = isInNative(i) ? NATIVE.length : 0;
        empty &=
            !encoder.member(
                top.keyAt(i) + prefix,
                top.keyLength(i) - prefix,
                top.valueAt(i),
                top.valueEnd(i),
                empty,
                out);
      }
    }
    out.raw('}');
    if (empty) {
      out.truncate(mark);
    }
    return !empty;
  }

  private boolean isMoved(int field) {
    return reserved.contains(bytes, top.keyAt(field), top.keyLength(field), top.keyHead(field))
        || isInNative(field);
  }

  /** Whether the source moved the field already, by giving it the name {@code native.<name>}. */
  private boolean isInNative(int field) {
    return top.keyLength(field) > NATIVE.length
        && FieldName.head(top.keyHead(field), NATIVE.length) == NATIVE_HEAD;
  }

  private boolean member(int field, boolean first, JsonBuffer out) throws MsgpackException {
    return encoder.member(
        top.keyAt(field),
        top.keyLength(field),
        top.valueAt(field),
        top.valueEnd(field),
        first,
        out);
  }

  private boolean enter(FieldName name) throws MsgpackException {
    if (reader.peek() != MsgpackType.MAP) {
      return false;
    }
    int pairs = reader.readMapHeader();
    for (int i = 0; i < pairs; i++) {
      boolean found = false;
      if (isText()) {
        int length = reader.readRawHeader();
        int at = reader.position();
        reader.advance(length);
        found = name.is(bytes, at, length, FieldName.head(bytes, at, length));
      } else {
        reader.skip();
      }
      if (found) {
        return true;
      }
      reader.skip();
    }
    return false;
  }

  private boolean isText() throws MsgpackException {
    return switch (reader.peek()) {
      case STR, BIN -> true;
      case NIL, BOOLEAN, INTEGER, FLOAT, ARRAY, MAP, EXT, RESERVED -> false;
    };
  }
}
