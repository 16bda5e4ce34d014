package dev.weir.parse;

import dev.weir.account.ObjectVersion;
import dev.weir.msgpack.MsgpackException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ids of documents: the same record gives the same id in each attempt, on each host. They
 * hold letters, digits, {@code - _ . :} only, and at most 128 bytes. One for each chunk at work;
 * not thread-safe.
 *
 * <ul>
 *   <li>A record of an object: 128 bits of SHA-256 over bucket, key and version, then its ordinal.
 *   <li>A record of a host that says where it was read ({@link HostPosition}): 128 bits of SHA-256
 *       over its tag, its time and all its fields, which hold host, file and offset. So a line that
 *       is read or sent again is the same, in whatever chunk it comes.
 *   <li>Any other record of a host: 128 bits of SHA-256 over its chunk, which Fluent Bit sends
 *       again unchanged, then its place in it. So two equal lines of one second stay two, unless
 *       each is in a chunk that equals the other's byte for byte.
 * </ul>
 */
public final class RecordIds {
  private static final int MAX_OWN_ID = 128;

  /** 128 bits in base64. */
  private static final int HASH_CHARACTERS = 22;

  private final MessageDigest sha256;
  private byte[] prefix = new byte[0];
  private byte @Nullable [] chunk;
  private byte[] lastPlaced = new byte[0];
  private int timesPlaced;
  private @Nullable ObjectVersion prefixOf;

  public RecordIds() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The id of a record of an object. */
  public byte[] ofObject(ObjectVersion object, long ordinal) {
    if (!object.equals(prefixOf)) {
      update(object.bucket());
      update(object.key());
      update(object.version());
      prefix = digest();
      prefixOf = object;
    }
    return joined(prefix, ordinal);
  }

  /**
   * The id of a record of a host.
   *
   * @param bytes hold the entries of the whole chunk from {@code from} to {@code to}; hashed once
   * @param entryFrom where the record's entry begins: the same whatever is left out before it
   */
  public byte[] ofHost(String tag, byte[] bytes, int from, int to, int entryFrom) {
    byte[] known = chunk;
    if (known == null) {
      update(tag);
      sha256.update(bytes, from, to - from);
      known = digest();
      chunk = known;
    }
    return joined(known, (long) entryFrom - from);
  }

  /**
   * The id of the next record of a host that says where it was read. Of equal records that follow
   * one another, which a filter made of one, each gets its own.
   *
   * @param position what was found in this record
   * @param bytes hold the record's map from {@code from} to {@code to}
   */
  public byte[] ofPlaced(
      String tag, long seconds, int nanos, HostPosition position, byte[] bytes, int from, int to)
      throws MsgpackException {
    position.update(sha256, bytes, from, to);
    update(tag);
    update(Long.toString(seconds));
    update(Integer.toString(nanos));
    byte[] id = digest();
    timesPlaced = Arrays.equals(id, lastPlaced) ? timesPlaced + 1 : 0;
    lastPlaced = id;
    return timesPlaced == 0 ? id : joined(id, timesPlaced);
  }

  /** The id of a further record that a filter made of one: its own id, then which it is. */
  public static byte[] occurrence(byte[] id, int before) {
    return joined(id, before);
  }

  /**
   * An event's own id, or a hash of it where it is long, holds odd characters, or has the form of
   * an id of a place.
   */
  byte[] ofEvent(byte[] own, int from, int length) {
    boolean plain = length <= MAX_OWN_ID && !looksLikeOurs(own, from, length);
    for (int i = from; i < from + length && plain; i++) {
      plain = isPlain(own[i]);
    }
    if (plain) {
      return Arrays.copyOfRange(own, from, from + length);
    }
    sha256.update(own, from, length);
    return digest();
  }

  /**
   * Whether it has the form of an id of a place: nobody shall choose those. No UUID has it, in
   * which no hyphen stands there.
   */
  private static boolean looksLikeOurs(byte[] own, int from, int length) {
    return length == HASH_CHARACTERS
        || (length > HASH_CHARACTERS && own[from + HASH_CHARACTERS] == '-');
  }

  private static boolean isPlain(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '.'
        || b == ':';
  }

  private void update(String text) {
    sha256.update(text.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0);
  }

  private byte[] digest() {
    byte[] hash = Arrays.copyOf(sha256.digest(), 16);
    return Base64.getUrlEncoder().withoutPadding().encode(hash);
  }

  /** The text, a hyphen, and the number in decimal digits. */
  private static byte[] joined(byte[] text, long number) {
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    byte[] id = Arrays.copyOf(text, text.length + 1 + digits);
    id[text.length] = '-';
    long rest = number;
    for (int at = id.length - 1; at > text.length; at--) {
      id[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return id;
  }
}
