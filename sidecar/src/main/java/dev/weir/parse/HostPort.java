package dev.weir.parse;

import dev.weir.address.IpAddress;
import dev.weir.event.FieldValue;

/**
 * A host with its port in a text, {@code 10.0.0.1:80}, {@code [::1]:80}, or without. Reused for
 * each text; not thread-safe.
 */
final class HostPort {
  private byte[] text = new byte[0];
  private int from;
  private int to;
  private int port;
  private int end;
  private boolean address;

  /** Looks at another text. */
  HostPort look(FieldValue value) {
    text = value.bytes();
    from = value.at();
    end = from + value.length();
    to = hostEnd();
    port = to + 1;
    if (to - from > 2 && text[from] == '[' && text[to - 1] == ']') {
      from++;
      to--;
    }
    address = IpAddress.isAddress(text, from, to - from);
    return this;
  }

  /** Where the host ends, with its brackets. */
  private int hostEnd() {
    for (int i = end - 1; i > from; i--) {
      if (text[i] == ':') {
        // A bare IPv6 address has several colons and no bracket before the last.
        return hasColon(i) && IpAddress.isAddress(text, from, end - from) ? end : i;
      }
      if (text[i] < '0' || text[i] > '9') {
        return end;
      }
    }
    return end;
  }

  private boolean hasColon(int before) {
    for (int i = from; i < before; i++) {
      if (text[i] == ':') {
        return true;
      }
    }
    return false;
  }

  /** Where the host begins, without brackets. */
  int from() {
    return from;
  }

  /** How long it is; 0 if there is none. */
  int length() {
    return to - from;
  }

  /** Whether it is an address. */
  boolean isAddress() {
    return address;
  }

  /** The port; negative if there is none. */
  int port() {
    if (port >= end || end - port > 5) {
      return -1;
    }
    int number = 0;
    for (int i = port; i < end; i++) {
      number = number * 10 + text[i] - '0';
    }
    return number;
  }
}
