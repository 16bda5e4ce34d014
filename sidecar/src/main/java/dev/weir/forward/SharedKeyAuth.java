package dev.weir.forward;

import java.util.Map;

/**
 * The secrets that a peer has to prove it knows (forward protocol v1, handshake).
 *
 * @param hostname the name that the server gives itself in PONG
 * @param users passwords by user name; empty if the shared key is enough
 */
public record SharedKeyAuth(String hostname, String sharedKey, Map<String, String> users) {
  public SharedKeyAuth {
    users = Map.copyOf(users);
    if (sharedKey.isEmpty()) {
      throw new IllegalArgumentException("the shared key is empty");
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "SharedKeyAuth[hostname=%s, %d users]".formatted(hostname, users.size());
  }
}
