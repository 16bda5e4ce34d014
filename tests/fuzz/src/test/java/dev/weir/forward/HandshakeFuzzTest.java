package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;

/** Whoever does not know the key is not let in, whatever is sent and however it is cut. */
class HandshakeFuzzTest {
  private static final SharedKeyAuth AUTH =
      new SharedKeyAuth("weir", "0123456789abcdef0123456789abcdef", Map.of("user", "password"));

  private final SecureRandom random = new SecureRandom();

  @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
  void letsNobodyInWithoutTheKey(byte[] data) {
    Peer peer = new Peer(data);
    try {
      new SharedKeyHandshake(AUTH, random).run(peer, new Head());
      fail("let in");
    } catch (HandshakeException refused) {
      assertNotNull(refused.failure());
    } catch (IOException closed) {
      // The peer had no more to say.
    }
  }

  /** Says what it was given, in pieces of a length that it was given too. */
  private static final class Peer implements Wire {
    private final ByteArrayInputStream bytes;
    private final int piece;

    Peer(byte[] data) {
      this.bytes = new ByteArrayInputStream(data);
      this.piece = data.length == 0 ? 1 : 1 + (data[data.length - 1] & 0x3f);
    }

    @Override
    public void open() {}

    @Override
    public int read(byte[] into, int from, int length) {
      return bytes.read(into, from, Math.min(length, piece));
    }

    @Override
    public void write(byte[] message) {}

    @Override
    public void abort() {}
  }
}
