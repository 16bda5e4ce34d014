package dev.weir.parse;

import dev.weir.event.FieldValue;
import dev.weir.msgpack.MsgpackType;
import java.math.BigDecimal;

/** Reads times that are a number of units since the epoch. Filled by {@link #read}. */
final class EpochTime {
  /** In place of how many units a second has: the number tells. */
  static final long BY_SIZE = 0;

  /** Seconds below it are of before the year 5138, milliseconds from it on of after 1973. */
  private static final long LEAST_MILLIS = 100_000_000_000L;

  private static final long NANOS = 1_000_000_000;
  private static final int MOST_DIGITS = 24;

  private long units;
  private long seconds;
  private int nanos;

  long seconds() {
    return seconds;
  }

  int nanos() {
    return nanos;
  }

  /**
   * Whether the value is a number, or the digits of one; then {@link #seconds} and {@link #nanos}
   * have it.
   *
   * @param perSecond how many of its units a second has, a power of 1000, or {@link #BY_SIZE}
   */
  boolean read(FieldValue value, long perSecond) {
    if (value.isInteger()) {
      set(value.integer(), perSecond);
      return true;
    }
    String text = value.text();
    if (value.type() == MsgpackType.FLOAT) {
      double number = Double.parseDouble(text);
      if (!(Math.abs(number) < 1e19)) {
        return false;
      }
      text = BigDecimal.valueOf(number).toPlainString();
    }
    if (text.isEmpty() || text.length() > MOST_DIGITS) {
      return false;
    }
    try {
      int point = text.indexOf('.');
      set(Long.parseLong(point < 0 ? text : text.substring(0, point)), perSecond);
      if (point >= 0) {
        String fraction = (text.substring(point + 1) + "000000000").substring(0, 9);
        nanos += (int) (Integer.parseUnsignedInt(fraction) / units);
      }
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void set(long time, long perSecond) {
    units = perSecond == BY_SIZE ? unitsOf(time) : perSecond;
    seconds = Math.floorDiv(time, units);
    nanos = (int) (Math.floorMod(time, units) * (NANOS / units));
  }

  /** A unit is a thousandth of the one before, and what logs tell of is nearer to the epoch. */
  private static long unitsOf(long time) {
    long units = 1;
    for (long least = LEAST_MILLIS; time >= least && units < NANOS; least *= 1000) {
      units *= 1000;
    }
    return units;
  }
}
