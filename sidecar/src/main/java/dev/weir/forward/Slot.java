package dev.weir.forward;

/**
 * The right to hold one message, and the memory to do so: one array for the bytes as they were sent
 * and one for the decompressed ones. Both are made when first needed, grow by doubling, and are
 * kept for the next message.
 */
final class Slot {
  private static final int FIRST_BYTES = 64 << 10;

  private final int limitBytes;
  private final boolean oversize;
  private byte[] wire = new byte[0];
  private byte[] plain = new byte[0];

  Slot(int limitBytes, boolean oversize) {
    this.limitBytes = limitBytes;
    this.oversize = oversize;
  }

  int limitBytes() {
    return limitBytes;
  }

  boolean oversize() {
    return oversize;
  }

  /**
   * The array for the message as sent, of at least {@code size} bytes, {@code used} of them kept.
   */
  byte[] wire(int used, int size) {
    wire = grown(wire, used, size);
    return wire;
  }

  /** The array for the decompressed payload, likewise. */
  byte[] plain(int used, int size) {
    plain = grown(plain, used, size);
    return plain;
  }

  /** Lets go of the arrays. */
  void clear() {
    wire = new byte[0];
    plain = new byte[0];
  }

  private byte[] grown(byte[] array, int used, int size) {
    if (size <= array.length) {
      return array;
    }
    long doubled = Math.max(size, Math.max(FIRST_BYTES, 2L * array.length));
    byte[] larger = new byte[(int) Math.min(doubled, Math.max(size, limitBytes))];
    System.arraycopy(array, 0, larger, 0, used);
    return larger;
  }
}
