package dev.weir.feed;

import java.net.UnknownHostException;

/** A host is in a private network, and the configuration does not allow that. */
public final class PrivateAddressException extends UnknownHostException {
  PrivateAddressException(String host) {
    super(host + " has a private address, and private_addresses is not set");
  }
}
