package dev.weir.parse;

import dev.weir.event.FieldValue;

/** A host with its port, {@code 10.0.0.1:80}, {@code [::1]:80}, or without. */
final class HostPort {
  private HostPort() {}

  /** Where the host of {@code host:port} ends. */
  static int hostEnd(FieldValue value) {
    byte[] b = value.bytes();
    int to = value.at() + value.length();
    for (int i = to - 1; i > value.at(); i--) {
      if (b[i] == ':') {
        // A bare IPv6 address has several colons and no bracket before the last.
        boolean bare = Addresses.isAddress(b, value.at(), value.length());
        return bare ? to : i;
      }
      if (b[i] < '0' || b[i] > '9') {
        return to;
      }
    }
    return to;
  }
}
