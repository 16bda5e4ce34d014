package dev.weir.pipeline;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Whose events may have ids of their own.
 *
 * @param account only those that say they are of this account, its digits; null for all
 */
@SuppressWarnings("ArrayRecordComponent")
record IdGrant(byte @Nullable [] account) {
  static final IdGrant TO_ALL = new IdGrant(null);

  static IdGrant to(String account) {
    return new IdGrant(account.getBytes(StandardCharsets.US_ASCII));
  }
}
