package dev.weir.parse;

/** What the names that AWS gives say of place: regions, availability zones, accounts and ARNs. */
final class AwsNames {
  private static final int ACCOUNT_DIGITS = 12;

  /** The parts of an ARN, {@code arn:partition:service:region:account:resource}, from 0 on. */
  static final int REGION = 3;

  static final int ACCOUNT = 4;

  private AwsNames() {}

  /**
   * Where the region's name ends that a text begins with, such as {@code eu-west-1} of {@code
   * eu-west-1a} and of {@code us-west-2-lax-1a}; {@code from} if it begins with none.
   */
  static int regionEnd(byte[] text, int from, int to) {
    int at = from;
    int words = 0;
    while (true) {
      int word = at;
      while (at < to && text[at] >= 'a' && text[at] <= 'z') {
        at++;
      }
      boolean fits = words == 0 ? at - word == 2 : at > word;
      if (!fits || ++words > 4 || at == to || text[at] != '-') {
        return from;
      }
      at++;
      if (words > 1 && at < to && isDigit(text[at])) {
        at++;
        return at < to && isDigit(text[at]) ? at + 1 : at;
      }
    }
  }

  /** Whether all of it is an account's number. */
  static boolean isAccount(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isDigit(text[i])) {
        return false;
      }
    }
    return to - from == ACCOUNT_DIGITS;
  }

  /** Where this part of an ARN begins; negative if the text is none. */
  static int partOfArn(byte[] text, int from, int to, int part) {
    boolean arn =
        to - from > 4
            && text[from] == 'a'
            && text[from + 1] == 'r'
            && text[from + 2] == 'n'
            && text[from + 3] == ':';
    int at = from;
    for (int i = 0; i < part && arn; i++) {
      at = partEnd(text, at, to) + 1;
    }
    return arn && at < to ? at : -1;
  }

  /** Where the part of an ARN ends that begins there. */
  static int partEnd(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] != ':') {
      at++;
    }
    return at;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
