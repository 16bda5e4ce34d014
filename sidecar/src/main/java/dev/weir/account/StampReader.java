package dev.weir.account;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads and verifies stamps. Neighbours mostly share a frame, so the last frame is kept and
 * compared by its bytes before anything is parsed. Not thread-safe; one for each chunk at work.
 */
public final class StampReader {
  private static final int MAC_DIGITS = 16;

  /** The value of each hexadecimal digit, -1 for any other byte. */
  private static final byte[] DIGIT = new byte[256];

  static {
    for (int b = 0; b < DIGIT.length; b++) {
      DIGIT[b] = (byte) (b < 0x80 ? Character.digit(b, 16) : -1);
    }
  }

  private final StampKey key;
  private byte[] shared = new byte[0];
  private long sharedMac;
  private @Nullable Frame frame;
  private StampKind kind = StampKind.RECORD;
  private long ordinal;

  public StampReader(StampKey key) {
    this.key = key;
  }

  /**
   * Reads a stamp.
   *
   * @return whether it is one that this fleet wrote; only then {@link #frame}, {@link #kind} and
   *     {@link #ordinal} hold its content
   */
  public boolean read(byte[] bytes, int from, int to) {
    if (to - from < MAC_DIGITS + 4 || bytes[from + MAC_DIGITS] != '.') {
      return false;
    }
    int ordinalAt = from + MAC_DIGITS + 2;
    int sharedAt = indexOf(bytes, ordinalAt, to, '.');
    if (sharedAt < 0) {
      return false;
    }
    StampKind readKind = kindOf(bytes[ordinalAt - 1]);
    long readOrdinal = hex(bytes, ordinalAt, sharedAt);
    boolean sameFrame =
        frame != null && Arrays.equals(shared, 0, shared.length, bytes, sharedAt, to);
    long frameMac = sameFrame ? sharedMac : key.frameMac(bytes, sharedAt, to);
    if (readKind == null
        || readOrdinal < 0
        || !macMatches(bytes, from, frameMac, readKind, readOrdinal)) {
      return false;
    }
    Frame readFrame = sameFrame ? frame : parseFrame(bytes, sharedAt, to);
    if (readFrame == null || (readKind != StampKind.TRAILER && !readFrame.holds(readOrdinal))) {
      return false;
    }
    if (!sameFrame) {
      shared = Arrays.copyOfRange(bytes, sharedAt, to);
      sharedMac = frameMac;
      frame = readFrame;
    }
    kind = readKind;
    ordinal = readOrdinal;
    return true;
  }

  /** The frame of the stamp read last; the same instance while neighbours share it. */
  public Frame frame() {
    if (frame == null) {
      throw new IllegalStateException("no stamp was read");
    }
    return frame;
  }

  public StampKind kind() {
    return kind;
  }

  public long ordinal() {
    return ordinal;
  }

  private boolean macMatches(
      byte[] bytes, int from, long frameMac, StampKind readKind, long readOrdinal) {
    // Both halves are computed whole and compared at once: nothing to learn from the time it takes.
    long given = hexUnsigned(bytes, from, from + MAC_DIGITS);
    return (given ^ key.recordMac(frameMac, readKind.letter, readOrdinal)) == 0;
  }

  private static @Nullable Frame parseFrame(byte[] bytes, int from, int to) {
    int firstAt = from + 1;
    int countAt = indexOf(bytes, firstAt, to, '.') + 1;
    int modifiedAt = countAt == 0 ? 0 : indexOf(bytes, countAt, to, '.') + 1;
    int namesAt = modifiedAt == 0 ? 0 : indexOf(bytes, modifiedAt, to, '.') + 1;
    if (namesAt == 0) {
      return null;
    }
    long first = hex(bytes, firstAt, countAt - 1);
    long count = hex(bytes, countAt, modifiedAt - 1);
    long modified = hex(bytes, modifiedAt, namesAt - 1);
    String[] names = new String(bytes, namesAt, to - namesAt, StandardCharsets.UTF_8).split("/", 3);
    if (first < 0
        || count < 1
        || count > Integer.MAX_VALUE
        || names.length < 3
        || names[0].isEmpty()) {
      return null;
    }
    return new Frame(new ObjectVersion(names[0], names[2], names[1]), first, (int) count, modified);
  }

  private static @Nullable StampKind kindOf(byte letter) {
    return switch (letter) {
      case 'r' -> StampKind.RECORD;
      case 'q' -> StampKind.QUIET_RECORD;
      case 't' -> StampKind.TRAILER;
      case 'd' -> StampKind.DEAD_LETTER;
      default -> null;
    };
  }

  private static int indexOf(byte[] bytes, int from, int to, char wanted) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Up to 16 digits; negative for none, too many, a strange one, or over 63 bits. */
  private static long hex(byte[] bytes, int from, int to) {
    if (to <= from || to - from > 16) {
      return -1;
    }
    for (int i = from; i < to; i++) {
      if (DIGIT[bytes[i] & 0xff] < 0) {
        return -1;
      }
    }
    return hexUnsigned(bytes, from, to);
  }

  private static long hexUnsigned(byte[] bytes, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value << 4 | (DIGIT[bytes[i] & 0xff] & 15);
    }
    return value;
  }
}
