package dev.weir.source.frame;

import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.json.JsonException;
import dev.weir.json.JsonTranscoder;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.source.split.Slice;
import dev.weir.source.split.UnsendableReason;
import dev.weir.type.LogType;
import dev.weir.type.SplitFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/**
 * Turns the slices of one object into frames. Each record takes the next ordinal, and so does what
 * cannot be sent and becomes a dead-letter entry in its place. Not thread-safe.
 */
public final class RecordFramer {
  /** As many of its first bytes go with a dead letter. */
  static final int BODY_BYTES = 32 * 1024;

  private static final byte[] ENVELOPE_NAME = "_env".getBytes(StandardCharsets.US_ASCII);
  private static final int ROOM_TO_KEEP = 4 << 20;

  private final FrameLimits limits;
  private final ObjectTotal total;
  private final boolean json;
  private final long lastModifiedSeconds;
  private final FrameSealer sealer;
  private final FrameTarget target;
  private final Map<UnsendableReason, Long> unsendable = new EnumMap<>(UnsendableReason.class);
  private MsgpackWriter records = new MsgpackWriter(64 * 1024);
  private JsonTranscoder transcoder;
  private int[] ends = new int[1024];
  private final BitSet deadLetters = new BitSet();
  private int count;
  private long first;
  private long numbersAsStrings;
  private boolean capped;

  /**
   * A framer for one object.
   *
   * @param total what the object came to before, which this adds to
   * @param lastModifiedSeconds the time of every entry, seconds since the epoch
   * @param target gets each frame as soon as the next record does not fit in
   */
  public RecordFramer(
      LogType type,
      ObjectVersion object,
      long lastModifiedSeconds,
      StampKey key,
      ChunkIds chunkIds,
      FrameLimits limits,
      ObjectTotal total,
      FrameTarget target) {
    this.json = !(type.splitFormat() instanceof SplitFormat.TextLines);
    this.lastModifiedSeconds = lastModifiedSeconds;
    this.limits = limits;
    this.total = total;
    this.target = target;
    this.sealer = new FrameSealer(type.tag(), object, lastModifiedSeconds, key, chunkIds);
    this.transcoder = new JsonTranscoder(records, limits.depth());
  }

  /**
   * Takes what a splitter yielded.
   *
   * @return false if the object came to more than it may: the rest of it is not wanted, and a dead
   *     letter stands for it
   */
  public boolean add(Slice slice) throws InterruptedException {
    UnsendableReason reason = slice.reason();
    if (isCapped(slice, slice.from())) {
      return false;
    }
    if (reason != null) {
      deadLetter(reason, slice, slice.from(), slice.fullBytes());
    } else if (json) {
      addJson(slice);
    } else {
      int extra = begin(slice);
      transcoder.text(slice.bytes(), slice.from(), slice.to(), extra);
      finish(slice, slice.from());
    }
    return !capped;
  }

  /** Whether no more may come of the object; from {@code from} on it becomes a dead letter. */
  private boolean isCapped(Slice slice, int from) throws InterruptedException {
    UnsendableReason cap = total.cap();
    if (cap == null) {
      return false;
    }
    if (!capped) {
      capped = true;
      deadLetter(cap, slice, from, slice.fullBytes() - (from - slice.from()));
    }
    return true;
  }

  /** Sends what is left. No record comes after it. */
  public void end() throws InterruptedException {
    if (count > 0) {
      seal(count);
    }
  }

  /** How many ordinals were given out. */
  public long records() {
    return first + count;
  }

  /** How many of them are dead-letter entries, by reason. */
  public Map<UnsendableReason, Long> unsendable() {
    return unsendable;
  }

  /** How many numbers neither an integer nor a double could hold. */
  public long numbersAsStrings() {
    return numbersAsStrings + transcoder.numbersAsStrings();
  }

  /** A slice holds one value, or a line with several. */
  private void addJson(Slice slice) throws InterruptedException {
    byte[] bytes = slice.bytes();
    int at = skipBlanks(bytes, slice.from(), slice.to());
    while (at < slice.to()) {
      if (isCapped(slice, at)) {
        return;
      }
      int undo = records.size();
      int extra = begin(slice);
      int next;
      try {
        next = skipBlanks(bytes, transcoder.record(bytes, at, slice.to(), extra), slice.to());
      } catch (JsonException e) {
        records.truncate(undo);
        deadLetter(reasonOf(e, slice), slice, at, slice.to() - (long) at);
        return;
      }
      if (next < slice.to() && bytes[at] != '{' && bytes[at] != '[') {
        // A number or word with something behind it is no value but a line of something else.
        records.truncate(undo);
        deadLetter(UnsendableReason.MALFORMED_JSON, slice, at, slice.to() - (long) at);
        return;
      }
      finish(slice, at);
      at = next;
    }
  }

  /** Writes an entry up to its map; returns how many pairs come behind the record's own. */
  private int begin(Slice slice) {
    records.writeArrayHeader(2);
    records.writeEventTime(lastModifiedSeconds, 0);
    return slice.envelope() == null ? 1 : 2;
  }

  private void finish(Slice slice, int from) throws InterruptedException {
    byte[] envelope = slice.envelope();
    if (envelope != null) {
      records.writeStr(ENVELOPE_NAME, 0, ENVELOPE_NAME.length);
      records.writeRaw(envelope, 0, envelope.length);
    }
    int start = count == 0 ? 0 : ends[count - 1];
    if (records.size() - start > limits.packed().bytes()) {
      records.truncate(start);
      deadLetter(UnsendableReason.RECORD_OVER_CAP, slice, from, slice.to() - (long) from);
      return;
    }
    push(false);
  }

  private void deadLetter(UnsendableReason reason, Slice slice, int from, long fullBytes)
      throws InterruptedException {
    unsendable.merge(reason, 1L, Long::sum);
    records.writeArrayHeader(2);
    records.writeEventTime(lastModifiedSeconds, 0);
    records.writeMapHeader(5);
    records.writeStr("reason");
    records.writeStr(reason.label());
    records.writeStr("position");
    records.writeLong(slice.offset() + (from - slice.from()));
    records.writeStr("bytes");
    records.writeLong(fullBytes);
    records.writeStr("body");
    records.writeBin(slice.bytes(), from, Math.min(BODY_BYTES, slice.to() - from));
    push(true);
  }

  /** The last entry is whole: it joins the frame, or seals the one before it. */
  private void push(boolean deadLetter) throws InterruptedException {
    if (count > 0 && sealer.messageBytes(count + 1, records.size()) > limits.frame().bytes()) {
      seal(count);
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
    }
    total.add(records.size() - (count == 0 ? 0 : ends[count - 1]) + sealer.stampBytes());
    ends[count] = records.size();
    deadLetters.set(count, deadLetter);
    count++;
  }

  private void seal(int sealed) throws InterruptedException {
    SealedFrame frame = sealer.seal(records.bytes(), ends, sealed, deadLetters, first);
    int done = ends[sealed - 1];
    int left = records.size() - done;
    byte[] bytes = records.bytes();
    if (bytes.length > ROOM_TO_KEEP && left < ROOM_TO_KEEP) {
      numbersAsStrings += transcoder.numbersAsStrings();
      records = new MsgpackWriter(64 * 1024);
      transcoder = new JsonTranscoder(records, limits.depth());
      records.writeRaw(bytes, done, left);
    } else {
      System.arraycopy(bytes, done, bytes, 0, left);
      records.truncate(left);
    }
    first += sealed;
    count = 0;
    target.accept(frame);
  }

  private static UnsendableReason reasonOf(JsonException e, Slice slice) {
    return switch (e.reason()) {
      case MALFORMED -> UnsendableReason.MALFORMED_JSON;
      case TOO_DEEP -> UnsendableReason.TOO_DEEP;
      case TRUNCATED ->
          slice.isLast() ? UnsendableReason.TRUNCATED : UnsendableReason.MALFORMED_JSON;
    };
  }

  private static int skipBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to
        && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n')) {
      at++;
    }
    return at;
  }
}
