package dev.weir.units;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written with a binary unit as in {@code 8MiB}.
 *
 * @param bytes the size, never negative
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB|TiB)?");

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is not negative: " + bytes);
    }
  }

  /** {@code n} times 1024² bytes. */
  public static ByteSize ofMiB(long n) {
    return new ByteSize(Math.multiplyExact(n, 1L << 20));
  }

  /** {@code n} times 1024 bytes. */
  public static ByteSize ofKiB(long n) {
    return new ByteSize(Math.multiplyExact(n, 1L << 10));
  }

  /**
   * Reads {@code 512}, {@code 64KiB}, {@code 8MiB}, {@code 2 GiB}.
   *
   * @throws IllegalArgumentException if the text is of another form, with the form in the message
   */
  public static ByteSize parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a size: write a whole number with B, KiB, MiB, GiB or TiB");
    }
    int shift =
        switch (matcher.group(2)) {
          case "KiB" -> 10;
          case "MiB" -> 20;
          case "GiB" -> 30;
          case "TiB" -> 40;
          case null, default -> 0;
        };
    return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift));
  }

  /** The size as an int, for arrays. */
  public int toIntExact() {
    return Math.toIntExact(bytes);
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  @Override
  public String toString() {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    long rest = bytes;
    while (unit < units.length - 1 && rest != 0 && rest % 1024 == 0) {
      rest /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%d%s", rest, units[unit]);
  }
}
