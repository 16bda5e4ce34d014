package dev.weir.enrich.threat;

import dev.weir.ecs.EcsFields;
import dev.weir.enrich.Subject;
import java.nio.charset.StandardCharsets;

/** Looks hashes of files up: MD5, SHA-1 and SHA-256 in hexadecimal. */
final class HashMatcher implements Matcher {
  private static final byte[] TYPE = "file".getBytes(StandardCharsets.US_ASCII);

  @Override
  public boolean match(Subject record, int value, Indicators in, ThreatList into) {
    EcsFields fields = record.fields();
    byte[] bytes = fields.bytes(value);
    int at = fields.at(value);
    int length = fields.length(value);
    byte[] hash = record.room(32);
    if ((length != 32 && length != 40 && length != 64) || !read(bytes, at, length, hash)) {
      return false;
    }
    int found = in.ofHash(hash, length >> 1);
    if (found < 0 || !in.notes().isValid(found, record.seconds())) {
      return false;
    }
    into.fill(fields, in.notes(), found, TYPE, bytes, at, length);
    return true;
  }

  private static boolean read(byte[] hex, int at, int length, byte[] into) {
    for (int i = 0; i < length; i += 2) {
      int high = Character.digit(hex[at + i], 16);
      int low = Character.digit(hex[at + i + 1], 16);
      if (high < 0 || low < 0) {
        return false;
      }
      into[i >> 1] = (byte) (high << 4 | low);
    }
    return true;
  }
}
