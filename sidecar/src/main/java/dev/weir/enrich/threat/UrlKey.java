package dev.weir.enrich.threat;

/**
 * The form in which URLs are compared: scheme and host in lower case, without a fragment, and with
 * the path {@code /} where there is none (RFC 3986, 6.2).
 */
final class UrlKey {
  private UrlKey() {}

  /**
   * Writes the key of a URL into an array.
   *
   * @return its length; 0 if it is no URL with a scheme, or too long
   */
  static int write(byte[] url, int at, int length, byte[] into) {
    int to = at + length;
    int host = afterScheme(url, at, to);
    if (host == 0 || length >= into.length) {
      return 0;
    }
    int size = 0;
    int i = at;
    for (; i < to && !(i >= host && isEndOfHost(url[i])); i++) {
      byte b = url[i];
      into[size++] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }
    if (i == host) {
      return 0;
    }
    if (i == to || url[i] != '/') {
      into[size++] = '/';
    }
    for (; i < to && url[i] != '#'; i++) {
      into[size++] = url[i];
    }
    return size;
  }

  private static boolean isEndOfHost(byte b) {
    return b == '/' || b == '?' || b == '#';
  }

  private static int afterScheme(byte[] url, int at, int to) {
    for (int i = at; i + 2 < to && i < at + 32; i++) {
      if (url[i] == ':') {
        return i > at && url[i + 1] == '/' && url[i + 2] == '/' ? i + 3 : 0;
      }
      if (isEndOfHost(url[i])) {
        return 0;
      }
    }
    return 0;
  }
}
