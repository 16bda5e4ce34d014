package dev.weir.filter;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place in S3 that Weir uses.
 *
 * @param bucket the bucket
 * @param keys what keys begin with there; empty for all
 * @param uses what it does there
 */
public record OwnPlace(String bucket, String keys, Set<S3Use> uses) {
  public OwnPlace {
    uses = Set.copyOf(uses);
  }

  /**
   * Whether a call is one that Weir makes here.
   *
   * @param key the object's, null of a call that names none
   */
  boolean has(String call, @Nullable String key) {
    S3Use use = S3Use.of(call);
    return use != null && uses.contains(use) && isHere(key);
  }

  /**
   * The same where the key is written as access logs write it: escaped, so that only what no
   * escaping changes is looked at.
   */
  boolean hasEscaped(String call, @Nullable String key) {
    int plain = 0;
    while (plain < keys.length() && isPlain(keys.charAt(plain))) {
      plain++;
    }
    return new OwnPlace(bucket, keys.substring(0, plain), uses).has(call, key);
  }

  /** Whether objects of this key are written here. */
  boolean writes(@Nullable String key) {
    return (uses.contains(S3Use.WRITE) || uses.contains(S3Use.COPY)) && isHere(key);
  }

  /** Whether objects of this key are read here, which parts of an upload are as well. */
  boolean reads(@Nullable String key) {
    return (uses.contains(S3Use.READ) && isHere(key)) || writes(key);
  }

  private boolean isHere(@Nullable String key) {
    return key == null || key.startsWith(keys);
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "/._-".indexOf(c) >= 0;
  }
}
