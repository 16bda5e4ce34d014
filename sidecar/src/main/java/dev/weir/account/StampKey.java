package dev.weir.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The fleet's secret, from which the MAC of stamps is keyed. Prints nothing of itself. */
public final class StampKey {
  private final SipHash mac;

  private StampKey(SipHash mac) {
    this.mac = mac;
  }

  /**
   * Derives the key from the fleet's secret (any length; 32 random bytes are what set-up makes).
   */
  public static StampKey fromSecret(byte[] secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update("weir stamp v1".getBytes(StandardCharsets.US_ASCII));
      return new StampKey(new SipHash(Arrays.copyOf(sha256.digest(secret), 16)));
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

  @Override
  public String toString() {
    return "StampKey(***)";
  }
}
