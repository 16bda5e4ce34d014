package dev.weir.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentHashTest {
  private static final ContentHash HASH = StampKey.fromSecret(new byte[] {1, 2, 3}).contents();

  private final Random random = new Random(7);

  @Test
  void isTheSameOnEachHostOfAFleetAndWhereverTheBytesLie() {
    byte[] bytes = bytes(3000);
    byte[] moved = new byte[3100];
    System.arraycopy(bytes, 0, moved, 13, bytes.length);

    long hash = StampKey.fromSecret(new byte[] {1, 2, 3}).contents().hash(0, moved, 13, 3013);

    assertEquals(HASH.hash(0, bytes, 0, 3000), hash);
    assertNotEquals(
        hash, StampKey.fromSecret(new byte[] {1, 2, 4}).contents().hash(0, bytes, 0, 3000));
  }

  @Test
  void differsForEachBitOfEachLength() {
    for (int length : new int[] {1, 7, 8, 9, 15, 16, 17, 1023, 1024, 1025, 2049}) {
      byte[] bytes = bytes(length);
      Set<Long> seen = new HashSet<>();
      seen.add(HASH.hash(0, bytes, 0, length));
      for (int bit = 0; bit < length * 8; bit++) {
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        assertTrue(seen.add(HASH.hash(0, bytes, 0, length)), length + " bytes, bit " + bit);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
      }
    }
  }

  @Test
  void differsByLengthOrderAndWhatLiesBefore() {
    Set<Long> seen = new HashSet<>();
    byte[] zeros = new byte[5000];
    for (int length = 0; length <= zeros.length; length++) {
      assertTrue(seen.add(HASH.hash(0, zeros, 0, length)), length + " zeros");
    }
    byte[] first = bytes(1024);
    byte[] second = bytes(1024);
    byte[] ordered = Arrays.copyOf(first, 2048);
    System.arraycopy(second, 0, ordered, 1024, 1024);
    byte[] swapped = Arrays.copyOf(second, 2048);
    System.arraycopy(first, 0, swapped, 1024, 1024);

    assertNotEquals(HASH.hash(0, ordered, 0, 2048), HASH.hash(0, swapped, 0, 2048));
    assertNotEquals(HASH.hash(0, first, 0, 1024), HASH.hash(1, first, 0, 1024));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
