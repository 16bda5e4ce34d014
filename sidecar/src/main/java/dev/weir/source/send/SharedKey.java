package dev.weir.source.send;

import org.jspecify.annotations.Nullable;

/**
 * The handshake's secrets. Prints nothing of itself.
 *
 * @param key known to both sides
 * @param hostname what this side calls itself
 * @param user null where the server asks for none
 * @param password the user's
 */
public record SharedKey(
    String key, String hostname, @Nullable String user, @Nullable String password) {
  public static SharedKey of(String key, String hostname) {
    return new SharedKey(key, hostname, null, null);
  }

  @Override
  public String toString() {
    return "SharedKey(***)";
  }
}
