package dev.weir.parse;

/**
 * A version of TLS or SSL as logs name it: {@code TLSv1.2}, {@code tlsv12}, {@code TLS 1.2}, {@code
 * TLSv1}, {@code SSLv3}.
 */
final class TlsName {
  /** How long the name of the protocol is, which comes first. */
  static final int PROTOCOL = 3;

  private static final int NONE = -1;

  private TlsName() {}

  /** Ten times the version, 12 of {@code TLSv1.2}; negative if the text is no such name. */
  static int version(byte[] text, int from, int length) {
    int to = from + length;
    if (length <= PROTOCOL || !(isProtocol(text, from, "tls") || isProtocol(text, from, "ssl"))) {
      return NONE;
    }
    int at = from + PROTOCOL;
    at += text[at] == ' ' ? 1 : 0;
    at += at < to && (text[at] | 0x20) == 'v' ? 1 : 0;
    int major = digit(text, at, to);
    at++;
    boolean dot = at < to && text[at] == '.';
    at += dot ? 1 : 0;
    int minor = dot || at < to ? digit(text, at, to) : 0;
    boolean over = at >= to || at + 1 == to;
    return major < 0 || minor < 0 || !over ? NONE : 10 * major + minor;
  }

  private static int digit(byte[] text, int at, int to) {
    return at < to && text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : NONE;
  }

  private static boolean isProtocol(byte[] text, int from, String lower) {
    for (int i = 0; i < PROTOCOL; i++) {
      if ((text[from + i] | 0x20) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
