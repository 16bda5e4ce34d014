package dev.weir.parse;

/**
 * Reads the parts of a written time one after the other, in place. A part that is not there leaves
 * the cursor where it was, but for {@link #clock}. Not thread-safe.
 */
final class TimeCursor {
  private static final int NANO_DIGITS = 9;
  private static final int MOST_ZONE_HOURS = 18;
  private static final int DAY = 86_400;

  private byte[] bytes = new byte[0];
  private int at;
  private int to;
  private int clock;
  private int nanos;
  private int offset;

  /** Begins with a text of so many bytes. */
  void reset(byte[] text, int from, int length) {
    bytes = text;
    at = from;
    to = from + length;
  }

  boolean isAtEnd() {
    return at == to;
  }

  /** Whether this character stands here, which is passed then. */
  boolean take(char character) {
    boolean is = at < to && bytes[at] == character;
    at += is ? 1 : 0;
    return is;
  }

  /** Whether one of two characters stands here, which is passed then. */
  boolean take(char one, char other) {
    return take(one) || take(other);
  }

  /** Passes blanks; whether there were any. */
  boolean blanks() {
    int from = at;
    while (at < to && bytes[at] == ' ') {
      at++;
    }
    return at > from;
  }

  /** Passes letters, as of a day of the week; how many. */
  int letters() {
    int from = at;
    while (at < to && isLetter(bytes[at])) {
      at++;
    }
    return at - from;
  }

  /** The number of exactly so many digits; negative where there are fewer. */
  int digits(int count) {
    int number = to - at < count ? -1 : ClockText.digits(bytes, at, count);
    at += number < 0 ? 0 : count;
    return number;
  }

  /** The number of one or two digits; negative where there is none. */
  int oneOrTwoDigits() {
    int both = digits(2);
    return both < 0 ? digits(1) : both;
  }

  /** The month of {@code Oct}; negative where there is none. */
  int month() {
    int month = to - at < 3 ? -1 : ClockText.month(bytes, at);
    at += month < 0 ? 0 : 3;
    return month;
  }

  /**
   * Whether a time of the day stands here: {@code 22:14:15}, {@code 22:14}, {@code 221415}, with
   * decimals of the second behind a point or a comma. A second 60 is the 59th, so that a leap
   * second stays in its day; 24:00:00 is the next day's beginning.
   */
  boolean clock() {
    int hour = digits(2);
    boolean extended = take(':');
    int minute = digits(2);
    int second = 0;
    nanos = 0;
    if (!extended || take(':')) {
      second = digits(2);
      if (second < 0 && extended) {
        return false;
      }
      if (second >= 0 && take('.', ',') && !decimals()) {
        return false;
      }
      second = Math.max(second, 0);
    }
    clock = hour * 3600 + minute * 60 + Math.min(second, 59);
    boolean isNextDay = clock == DAY && second == 0 && nanos == 0;
    return hour >= 0 && (hour <= 23 || isNextDay) && minute >= 0 && minute <= 59 && second <= 60;
  }

  /** The second of the day that was read: up to 86,400. */
  int secondOfDay() {
    return clock;
  }

  /** The nanoseconds that were read behind the second. */
  int nanos() {
    return nanos;
  }

  private boolean decimals() {
    int count = 0;
    for (; at < to && isDigit(bytes[at]); at++) {
      if (count < NANO_DIGITS) {
        nanos = nanos * 10 + bytes[at] - '0';
      }
      count++;
    }
    for (int i = count; i < NANO_DIGITS; i++) {
      nanos *= 10;
    }
    return count > 0;
  }

  /** Whether an offset or the name of UTC stands here: {@code Z}, {@code +01:00}, {@code UTC}. */
  boolean zone() {
    offset = 0;
    if (at == to || (bytes[at] != '+' && bytes[at] != '-')) {
      return utc();
    }
    boolean west = bytes[at++] == '-';
    int hours = digits(2);
    boolean extended = take(':');
    int minutes = digits(2);
    if (hours < 0 || hours > MOST_ZONE_HOURS || minutes > 59 || (extended && minutes < 0)) {
      return false;
    }
    int seconds = hours * 3600 + Math.max(minutes, 0) * 60;
    offset = west ? -seconds : seconds;
    return true;
  }

  private boolean utc() {
    if (take('Z', 'z')) {
      return true;
    }
    boolean named =
        to - at >= 3
            && (isWord('U', 'T', 'C') || isWord('G', 'M', 'T'))
            && (to - at == 3 || !isLetter(bytes[at + 3]));
    at += named ? 3 : 0;
    return named;
  }

  private boolean isWord(char first, char second, char third) {
    return (bytes[at] & ~0x20) == first
        && (bytes[at + 1] & ~0x20) == second
        && (bytes[at + 2] & ~0x20) == third;
  }

  /** Seconds that the zone that was read is east of UTC. */
  int offsetSeconds() {
    return offset;
  }

  /**
   * Passes what some writers put behind an offset, and which says nothing more: {@code +0100 CET},
   * {@code +01:00[Europe/Paris]}, {@code +0100 (CET)}, a Z, Go's {@code UTC m=+0.01}.
   */
  void zoneName() {
    if (at == to || take('Z')) {
      return;
    }
    int from = at;
    boolean parted = blanks();
    boolean bracketed = take('[', '(');
    while (at < to
        && (isCapital(bytes[at]) ? parted || bracketed : isNamePart(bytes[at], bracketed))) {
      at++;
    }
    if (bracketed && !take(']', ')')) {
      at = from;
    }
    if (to - at > 3 && bytes[at] == ' ' && bytes[at + 1] == 'm' && bytes[at + 2] == '=') {
      at = to;
    }
  }

  private static boolean isLetter(byte b) {
    return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
  }

  private static boolean isCapital(byte b) {
    return b >= 'A' && b <= 'Z';
  }

  private static boolean isNamePart(byte b, boolean bracketed) {
    return bracketed && (isLetter(b) || b == '/' || b == '_' || b == '-' || b == '+' || isDigit(b));
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
