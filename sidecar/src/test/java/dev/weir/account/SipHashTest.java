package dev.weir.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SipHashTest {
  /** Appendix A of the paper: key 00..0f, message 00..0e. */
  @Test
  void givesTheValueOfThePaper() {
    byte[] key = new byte[16];
    byte[] message = new byte[15];
    for (int i = 0; i < 16; i++) {
      key[i] = (byte) i;
    }
    for (int i = 0; i < 15; i++) {
      message[i] = (byte) i;
    }

    long mac = new SipHash(key).hash(message, 0, 15);

    assertEquals(0xa129ca6149be45e5L, mac);
  }

  @Test
  void twoWordsAreSixteenBytes() {
    byte[] key = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    byte[] message = {1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, (byte) 0x80};

    SipHash sipHash = new SipHash(key);

    assertEquals(sipHash.hash(message, 0, 16), sipHash.hash(1, 0x8000_0000_0000_0002L));
  }
}
