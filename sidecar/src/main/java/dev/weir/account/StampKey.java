package dev.weir.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The fleet's secret, from which the MAC of stamps and the hash of contents are keyed. Prints
 * nothing of itself.
 */
public final class StampKey {
  private final SipHash mac;
  private final ContentHash contents;

  private StampKey(SipHash mac, SipHash contents) {
    this.mac = mac;
    this.contents = new ContentHash(contents);
  }

  /**
   * Derives the key from the fleet's secret (any length; 32 random bytes are what set-up makes).
   */
  public static StampKey fromSecret(byte[] secret) {
    return new StampKey(keyed("weir stamp v1", secret), keyed("weir content v1", secret));
  }

  private static SipHash keyed(String purpose, byte[] secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(purpose.getBytes(StandardCharsets.US_ASCII));
      return new SipHash(Arrays.copyOf(sha256.digest(secret), 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The MAC of what all stamps of one frame share. */
  long frameMac(byte[] bytes, int from, int to) {
    return mac.hash(bytes, from, to);
  }

  /** The MAC of one record's stamp in a frame. */
  long recordMac(long frameMac, char kind, long ordinal) {
    return mac.hash(frameMac, ordinal << 8 | kind);
  }

  /** Hashes the contents of records, so that any host of the fleet knows two that are the same. */
  public ContentHash contents() {
    return contents;
  }

  @Override
  public String toString() {
    return "StampKey(***)";
  }
}
