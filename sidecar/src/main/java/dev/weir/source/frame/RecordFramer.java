package dev.weir.source.frame;

import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.account.StampKind;
import dev.weir.json.JsonException;
import dev.weir.json.JsonTranscoder;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.source.content.ContentKind;
import dev.weir.source.content.ContentPart;
import dev.weir.source.content.TextRule;
import dev.weir.source.split.Slice;
import dev.weir.source.split.UnsendableReason;
import dev.weir.type.LogType;
import dev.weir.type.SplitFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the slices of one object into frames. Each record takes the next ordinal, and so does what
 * cannot be sent and becomes a dead-letter entry in its place. Not thread-safe.
 */
public final class RecordFramer {
  /** As many of its first bytes go with a dead letter. */
  static final int BODY_BYTES = 32 * 1024;

  /** Many objects are no larger; for others it grows. */
  private static final int FIRST_BYTES = 8 * 1024;

  private static final byte[] ENVELOPE_NAME = "_env".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MEMBER_NAME = "_part".getBytes(StandardCharsets.US_ASCII);
  private static final int ROOM_TO_KEEP = 4 << 20;

  private final FrameLimits limits;
  private final ObjectTotal total;
  private final ObjectVersion object;
  private final StampKey key;
  private final StampKind stamped;
  private final ChunkIds chunkIds;
  private final long lastModifiedSeconds;
  private final FrameTarget target;
  private final Map<UnsendableReason, Long> unsendable = new EnumMap<>(UnsendableReason.class);
  private final Map<ContentKind, Long> opaque = new EnumMap<>(ContentKind.class);
  private LogType type;
  private boolean json;
  private FrameSealer sealer;
  private byte @Nullable [] member;
  private MsgpackWriter records = new MsgpackWriter(FIRST_BYTES);
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
   * @param stamped what the stamps of records say that they are
   * @param total what the object came to before, which this adds to
   * @param lastModifiedSeconds the time of every entry, seconds since the epoch
   * @param target gets each frame as soon as the next record does not fit in
   */
  public RecordFramer(
      LogType type,
      ObjectVersion object,
      long lastModifiedSeconds,
      StampKey key,
      StampKind stamped,
      ChunkIds chunkIds,
      FrameLimits limits,
      ObjectTotal total,
      FrameTarget target) {
    this.object = object;
    this.key = key;
    this.stamped = stamped;
    this.chunkIds = chunkIds;
    this.lastModifiedSeconds = lastModifiedSeconds;
    this.limits = limits;
    this.total = total;
    this.target = target;
    this.type = type;
    this.json = isJson(type);
    this.sealer = sealer(type);
    this.transcoder = new JsonTranscoder(records, limits.depth());
  }

  /**
   * Begins a part of the object, whose records take the ordinals after those of the last. A frame
   * has one type: one of another type ends the frame at hand.
   *
   * @param name the part's name in the archive that the object is; null for the object itself
   */
  public void part(LogType other, @Nullable String name) throws InterruptedException {
    if (!other.tag().equals(type.tag())) {
      end();
      sealer = sealer(other);
    }
    type = other;
    json = isJson(other);
    member = name == null ? null : name.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Takes a part that is no text: a dead letter stands for it. The answer is that of {@link #add}.
   */
  public boolean opaque(ContentPart.Opaque part) throws InterruptedException {
    UnsendableReason cap = total.cap();
    capped = cap != null;
    UnsendableReason reason = cap == null ? part.reason() : cap;
    int head = part.head().length;
    // Where nobody knows how long it is, the letter has at least not all of it.
    long bytes = part.bytes() < 0 ? head + 1L : Math.max(part.bytes(), head);
    deadLetter(new LetterEntry(reason, part.kind(), 0, bytes, part.head(), 0, head));
    return !capped;
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
      addLine(slice);
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

  /** Padding before a line is none of it. */
  private void addLine(Slice slice) throws InterruptedException {
    byte[] bytes = slice.bytes();
    int from = slice.from();
    int to = slice.to();
    if (bytes[from] == 0) {
      int padding = TextRule.zeros(bytes, from, to);
      from += padding >= TextRule.PADDING_BYTES && padding < to - from ? padding : 0;
    }
    if (TextRule.isTextLine(bytes, from, to)) {
      int extra = begin(slice);
      transcoder.text(bytes, from, to, extra);
      finish(slice, from);
    } else {
      long position = slice.offset() + (from - slice.from());
      UnsendableReason reason = UnsendableReason.NOT_TEXT;
      ContentKind kind = ContentKind.BINARY;
      deadLetter(new LetterEntry(reason, kind, position, to - (long) from, bytes, from, to));
    }
  }

  /** Sends what is left. */
  public void end() throws InterruptedException {
    if (count > 0) {
      seal(count);
    }
  }

  /** How many ordinals were given out. */
  public long records() {
    return first + count;
  }

  /** How many of them stand for what is no text, by its kind. */
  public Map<ContentKind, Long> opaque() {
    return opaque;
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
    return 1 + (slice.envelope() == null ? 0 : 1) + (member == null ? 0 : 1);
  }

  private void finish(Slice slice, int from) throws InterruptedException {
    byte[] envelope = slice.envelope();
    if (envelope != null) {
      records.writeStr(ENVELOPE_NAME, 0, ENVELOPE_NAME.length);
      records.writeRaw(envelope, 0, envelope.length);
    }
    if (member != null) {
      records.writeStr(MEMBER_NAME, 0, MEMBER_NAME.length);
      records.writeStr(member, 0, member.length);
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
    long position = slice.offset() + (from - slice.from());
    deadLetter(new LetterEntry(reason, null, position, fullBytes, slice.bytes(), from, slice.to()));
  }

  private void deadLetter(LetterEntry letter) throws InterruptedException {
    unsendable.merge(letter.reason(), 1L, Long::sum);
    ContentKind kind = letter.kind();
    if (kind != null) {
      opaque.merge(kind, 1L, Long::sum);
    }
    records.writeArrayHeader(2);
    records.writeEventTime(lastModifiedSeconds, 0);
    letter.write(records, member);
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
      records = new MsgpackWriter(FIRST_BYTES);
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

  private static boolean isJson(LogType type) {
    return !(type.splitFormat() instanceof SplitFormat.TextLines);
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

  private FrameSealer sealer(LogType of) {
    return new FrameSealer(of.tag(), object, lastModifiedSeconds, key, stamped, chunkIds);
  }
}
