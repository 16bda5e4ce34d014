package dev.weir.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A value that no log, message or print of the configuration shows. */
public final class Secret {
  /** What is shown instead. */
  static final String SHOWN = "***";

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** Wraps a value; the caller forgets it. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The value itself, for the one place that needs it. */
  public String reveal() {
    return value;
  }

  /** The value as UTF-8. */
  public byte[] revealBytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  /** Compared in constant time. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(revealBytes(), secret.revealBytes());
  }

  /** The same for every secret, so that it tells nothing. */
  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return SHOWN;
  }
}
