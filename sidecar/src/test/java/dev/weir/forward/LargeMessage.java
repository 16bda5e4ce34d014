package dev.weir.forward;

/** Messages of any size. */
final class LargeMessage {
  static final int ENTRY_BYTES = 1006;

  private LargeMessage() {}

  /** A PackedForward message with about so many bytes of entries. */
  static byte[] packed(int bytes) {
    byte[] entries = entries(bytes);
    return Bytes.concat(
        Bytes.hex("93 a1't' c6 %08x".formatted(entries.length)),
        entries,
        Bytes.hex("81" + WireMessage.CHUNK));
  }

  /** Entries of {@link #ENTRY_BYTES} each. */
  static byte[] entries(int bytes) {
    byte[] entry = Bytes.concat(Bytes.hex("92 03 81 a0 da 03e7"), new byte[999]);
    byte[] entries = new byte[bytes / entry.length * entry.length];
    for (int at = 0; at < entries.length; at += entry.length) {
      System.arraycopy(entry, 0, entries, at, entry.length);
    }
    return entries;
  }
}
