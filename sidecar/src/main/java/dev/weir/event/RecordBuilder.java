package dev.weir.event;

import dev.weir.msgpack.MsgpackWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record as a MessagePack map, and indexes its fields on the way: {@link
 * LogEvent#reset(RecordBuilder)} then has nothing to read. Reused for one record after another; not
 * thread-safe.
 */
public final class RecordBuilder {
  /** A name of fields, made once. */
  public static final class Name {
    private final byte[] msgpack;
    private final int length;
    private final long head;

    public Name(String text) {
      MsgpackWriter writer = new MsgpackWriter(64);
      writer.writeStr(text);
      FieldName name = new FieldName(text);
      this.msgpack = writer.toByteArray();
      this.length = name.length();
      this.head = name.head();
    }
  }

  private static final int INITIAL_BYTES = 4096;

  /** Room beyond this, which a long record needed, is given back. */
  private static final int ROOM_TO_KEEP = 1 << 20;

  private MapIndex index = new MapIndex();
  private MsgpackWriter out = new MsgpackWriter(INITIAL_BYTES);
  private int countAt;
  private int copied;

  /** Begins another record. */
  public void begin() {
    if (out.bytes().length > ROOM_TO_KEEP) {
      out = new MsgpackWriter(INITIAL_BYTES);
    }
    if (index.size() > MapIndex.KEPT_PAIRS) {
      index = new MapIndex();
    }
    out.clear();
    countAt = out.openMap();
    index.begin(out.bytes());
    copied = 0;
  }

  /** Begins a field; the caller writes its value, and nothing else, into what is returned. */
  public MsgpackWriter add(Name name) {
    int from = out.size();
    out.writeRaw(name.msgpack, 0, name.msgpack.length);
    index.add(name.head, from, out.size(), name.length);
    return out;
  }

  /**
   * Adds fields of another record behind all others; see {@link LogEvent#copyOthers}.
   *
   * @return how many
   */
  public int copyOthers(LogEvent record, FieldValue left, LogEvent taken) {
    int count = record.copyOthers(left, taken, out);
    copied += count;
    return count;
  }

  /** Ends the record; its bytes are valid until the next {@link #begin}. */
  MsgpackWriter end() {
    out.patchCount(countAt, index.size() + copied);
    index.end(out.bytes(), out.size());
    return out;
  }

  /** The index of the record that was ended, if all of its fields are in it; else null. */
  @Nullable MapIndex index() {
    return copied == 0 ? index : null;
  }
}
