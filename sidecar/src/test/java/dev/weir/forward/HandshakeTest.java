package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class HandshakeTest {
  private static final String KEY = "a shared key";
  private static final String GOOD = "93 a1't' 91 92 03 80 81" + WireMessage.CHUNK;
  // Fluent Bit sends its salt as raw bytes in a str: no valid UTF-8, a zero among them.
  private static final byte[] SALT = HexFormat.of().parseHex("ff00fe80c0c1f5a0000102030405feff");

  private final CollectingHandler handler = new CollectingHandler(true);
  private final RecordingObserver observer = new RecordingObserver();

  @Test
  void letsInWhoKnowsTheSharedKey() throws Exception {
    try (ForwardServer server = start(Map.of(), Duration.ofSeconds(10));
        TestClient client = connect(server)) {
      Helo helo = readHelo(client);

      client.send(ping(helo, KEY, "", ""));
      MsgpackReader pong = pong(client);

      assertTrue(pong.readBoolean());
      assertEquals("", text(pong));
      assertEquals("weir.test", text(pong));
      assertEquals(
          digest(SALT, "weir.test".getBytes(StandardCharsets.UTF_8), helo.nonce, bytes(KEY)),
          text(pong));
      client.sendHex(GOOD);
      assertEquals(WireMessage.ACK, client.receiveHex(9));
    }
  }

  @Test
  void losesNothingThatFollowsPingAtOnce() throws Exception {
    try (ForwardServer server = start(Map.of(), Duration.ofSeconds(10));
        TestClient client = connect(server)) {
      Helo helo = readHelo(client);

      client.send(Bytes.concat(ping(helo, KEY, "", ""), Bytes.hex(GOOD)));
      byte[] pong = client.receive(148);

      assertArrayEquals(Bytes.hex("95 a4'PONG' c3"), Arrays.copyOf(pong, 7));
      assertEquals(WireMessage.ACK, client.receiveHex(9));
    }
  }

  @Test
  void letsInKnownUserAndReadsPingByteByByte() throws Exception {
    try (ForwardServer server = start(Map.of("ann", "secret"), Duration.ofSeconds(10));
        TestClient client = connect(server)) {
      byte[] ping = ping(readHelo(client), KEY, "ann", "secret");

      for (int i = 0; i < ping.length; i++) {
        client.send(ping, i, i + 1);
      }

      assertTrue(pong(client).readBoolean());
    }
  }

  @Test
  void refusesWrongSharedKey() throws Exception {
    assertRefused(HandshakeFailure.WRONG_SHARED_KEY, "a shared keY", "ann", "secret");
  }

  @Test
  void refusesWrongPassword() throws Exception {
    assertRefused(HandshakeFailure.WRONG_USER, KEY, "ann", "Secret");
  }

  @Test
  void refusesUnknownUser() throws Exception {
    assertRefused(HandshakeFailure.WRONG_USER, KEY, "bob", "");
  }

  @Test
  void refusesDataWithoutHandshake() throws Exception {
    try (ForwardServer server = start(Map.of(), Duration.ofSeconds(10));
        TestClient client = connect(server)) {
      readHelo(client);

      client.sendHex(GOOD);

      assertEquals(0, client.receiveAll().length);
      failed(HandshakeFailure.MALFORMED_PING);
      assertEquals(List.of(), handler.records);
    }
  }

  @Test
  void holdsNoMoreThanPingOfStranger() throws Exception {
    try (ForwardServer server = start(Map.of(), Duration.ofSeconds(10));
        TestClient client = connect(server)) {
      readHelo(client);

      client.sendHex("96 a4'PING' c6 00001000");

      assertEquals(0, client.receiveAll().length);
      failed(HandshakeFailure.MALFORMED_PING);
    }
  }

  @Test
  void refusesPingWhoseHeaderLiesAcrossTheLimit() throws Exception {
    try (ForwardServer server = start(Map.of(), Duration.ofSeconds(10));
        TestClient client = connect(server)) {
      readHelo(client);
      byte[] start = Bytes.hex("96 a4'PING' c5 0ff5");

      client.send(Bytes.concat(start, new byte[4094 - start.length], Bytes.hex("db 00000001")));

      assertEquals(0, client.receiveAll().length);
      failed(HandshakeFailure.MALFORMED_PING);
    }
  }

  @Test
  void closesWhenHandshakeIsLate() throws Exception {
    try (ForwardServer server = start(Map.of(), Duration.ofMillis(100));
        TestClient client = connect(server)) {
      readHelo(client);
      client.sendHex("96 a4'PING'");

      assertEquals(0, client.receiveAll().length);
      failed(HandshakeFailure.TOO_LATE);
    }
  }

  @Test
  void keepsConnectionThatIsIdleAfterItsHandshake() throws Exception {
    try (ForwardServer server = start(Map.of(), Duration.ofMillis(100));
        TestClient idle = connect(server);
        TestClient late = connect(server)) {
      readHelo(late);
      idle.send(ping(readHelo(idle), KEY, "", ""));
      pong(idle);
      failed(HandshakeFailure.TOO_LATE);

      idle.sendHex(GOOD);

      assertEquals(WireMessage.ACK, idle.receiveHex(9));
      assertEquals(0, late.receiveAll().length);
    }
  }

  private void assertRefused(HandshakeFailure failure, String key, String user, String password)
      throws Exception {
    try (ForwardServer server = start(Map.of("ann", "secret"), Duration.ofSeconds(10));
        TestClient client = connect(server)) {
      client.send(ping(readHelo(client), key, user, password));
      MsgpackReader pong = pong(client);

      assertFalse(pong.readBoolean());
      assertEquals(0, client.receiveAll().length);
      failed(failure);
    }
  }

  private void failed(HandshakeFailure failure) throws InterruptedException {
    Eventually.until("failed: " + failure, () -> observer.count("handshake", failure) == 1);
    Eventually.until("closed", () -> observer.count("closed", CloseReason.HANDSHAKE_FAILED) == 1);
  }

  // Not a record: it has arrays.
  private static final class Helo {
    private byte[] nonce = {};
    private byte[] auth = {};
  }

  private static Helo readHelo(TestClient client) throws Exception {
    byte[] bytes = client.receiveOnce();
    MsgpackReader reader = new MsgpackReader().reset(bytes, 0, bytes.length);
    assertEquals(2, reader.readArrayHeader());
    assertEquals("HELO", text(reader));
    Helo helo = new Helo();
    int pairs = reader.readMapHeader();
    for (int i = 0; i < pairs; i++) {
      switch (text(reader)) {
        case "nonce" -> helo.nonce = bytes(text(reader));
        case "auth" -> helo.auth = bytes(text(reader));
        default -> assertTrue(reader.readBoolean());
      }
    }
    assertArrayEquals(new byte[0], Arrays.copyOfRange(bytes, reader.position(), bytes.length));
    return helo;
  }

  private static byte[] ping(Helo helo, String key, String user, String password) throws Exception {
    MsgpackWriter ping = new MsgpackWriter(512);
    ping.writeArrayHeader(6);
    ping.writeStr("PING");
    ping.writeStr("client.test");
    ping.writeStr(SALT, 0, SALT.length);
    ping.writeStr(digest(SALT, bytes("client.test"), helo.nonce, bytes(key)));
    ping.writeStr(user);
    ping.writeStr(user.isEmpty() ? "" : digest(helo.auth, bytes(user), bytes(password)));
    return ping.toByteArray();
  }

  private static MsgpackReader pong(TestClient client) throws Exception {
    byte[] bytes = client.receiveOnce();
    MsgpackReader reader = new MsgpackReader().reset(bytes, 0, bytes.length);
    assertEquals(5, reader.readArrayHeader());
    assertEquals("PONG", text(reader));
    return reader;
  }

  private static String text(MsgpackReader reader) throws Exception {
    int length = reader.readRawHeader();
    int from = reader.position();
    reader.advance(length);
    return new String(reader.bytes(), from, length, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String digest(byte[]... parts) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-512").digest(Bytes.concat(parts)));
  }

  private ForwardServer start(Map<String, String> users, Duration deadline) throws Exception {
    SharedKeyAuth auth = new SharedKeyAuth("weir.test", KEY, users);
    ForwardDeadlines deadlines =
        new ForwardDeadlines(
            deadline, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));
    ForwardServer server =
        new ForwardServer(
            new ForwardSettings(
                List.of(new Listener.Tcp("127.0.0.1", 0, auth, false)),
                ForwardLimits.DEFAULT,
                deadlines),
            handler,
            observer);
    server.start();
    return server;
  }

  private static TestClient connect(ForwardServer server) throws Exception {
    return TestClient.tcp(server.ports().getFirst());
  }
}
