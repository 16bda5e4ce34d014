package dev.weir.source.content;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Encodings of text in units of two or four bytes (Unicode 15, 3.10), and how they are told. */
enum Encoding {
  UTF_32LE(4, true, "fffe0000"),
  UTF_32BE(4, false, "0000feff"),
  UTF_16LE(2, true, "fffe"),
  UTF_16BE(2, false, "feff");

  private static final int LEAST_TO_TELL = 8;

  final int unitBytes;
  private final boolean littleEndian;

  /** Its byte order mark, in hexadecimal digits. */
  private final String mark;

  Encoding(int unitBytes, boolean littleEndian, String mark) {
    this.unitBytes = unitBytes;
    this.littleEndian = littleEndian;
    this.mark = mark;
  }

  /** The unit at {@code at}. */
  int unit(byte[] bytes, int at) {
    int unit = 0;
    for (int i = 0; i < unitBytes; i++) {
      int next = bytes[littleEndian ? at + unitBytes - 1 - i : at + i] & 0xff;
      unit = (unit << 8) | next;
    }
    return unit;
  }

  int markBytes() {
    return mark.length() / 2;
  }

  /** The encoding whose byte order mark the content begins with, if text follows it; or null. */
  static @Nullable Encoding byMark(byte[] head, int length) {
    for (Encoding encoding : values()) {
      if (encoding.isMarked(head, length) && encoding.isText(head, length)) {
        return encoding;
      }
    }
    return null;
  }

  /** The kind of text without a mark, told by where its NUL bytes are; or null. */
  static @Nullable ContentKind withoutMark(byte[] head, int length) {
    if (length < LEAST_TO_TELL) {
      return null;
    }
    int[] zeros = new int[4];
    int whole = length / 4 * 4;
    for (int i = 0; i < whole; i++) {
      zeros[i & 3] += head[i] == 0 ? 1 : 0;
    }
    int units = whole / 4;
    int even = zeros[0] + zeros[2];
    int odd = zeros[1] + zeros[3];
    if (isMost(zeros[1], units) && isMost(zeros[2], units)) {
      boolean either = isMost(zeros[0], units) != isMost(zeros[3], units);
      return either ? ContentKind.UTF32 : null;
    }
    boolean either = isMost(even, 2 * units) != isMost(odd, 2 * units);
    return either && isFew(Math.min(even, odd), 2 * units) ? ContentKind.UTF16 : null;
  }

  private static boolean isMost(int count, int of) {
    return 10 * count >= 7 * of;
  }

  private static boolean isFew(int count, int of) {
    return 20 * count <= of;
  }

  private boolean isMarked(byte[] head, int length) {
    return length >= markBytes() && HexFormat.of().formatHex(head, 0, markBytes()).equals(mark);
  }

  /** Of random units one in six is no character; of text next to none. */
  private boolean isText(byte[] head, int length) {
    int units = 0;
    int odd = 0;
    for (int at = markBytes(); at + unitBytes <= length; at += unitBytes) {
      int unit = unit(head, at);
      int next = at + unitBytes;
      units++;
      if (unitBytes == 2 && Character.isHighSurrogate((char) unit)) {
        boolean cut = next + unitBytes > length;
        boolean pair = !cut && Character.isLowSurrogate((char) unit(head, next));
        at = pair ? next : at;
        odd += cut || pair ? 0 : 1;
      } else {
        odd += isCharacter(unit) ? 0 : 1;
      }
    }
    return 10 * odd <= units;
  }

  private static boolean isCharacter(int unit) {
    boolean control = unit < ' ' && unit >= 0 && !Character.isWhitespace(unit) && unit != 0x1b;
    return Character.isValidCodePoint(unit)
        && !control
        && switch (Character.getType(unit)) {
          case Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE -> false;
          default -> true;
        };
  }
}
