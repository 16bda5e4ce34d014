package dev.weir.source.send;

import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** The client's side of HELO, PING and PONG (Forward Protocol v1, "Handshake Messages"). */
final class Handshake {
  private static final HexFormat HEX = HexFormat.of();

  private final SharedKey shared;
  private final SecureRandom random;

  Handshake(SharedKey shared, SecureRandom random) {
    this.shared = shared;
    this.random = random;
  }

  /** Proves to the peer, and has it prove, that both know the key. */
  void perform(Wire wire, Replies replies) throws IOException {
    try {
      byte[] nonce = new byte[0];
      byte[] authSalt = new byte[0];
      MsgpackReader helo = expect(replies, "HELO", 2);
      for (int pairs = helo.readMapHeader(); pairs > 0; pairs--) {
        String name = new String(raw(helo), StandardCharsets.UTF_8);
        switch (name) {
          case "nonce" -> nonce = raw(helo);
          case "auth" -> authSalt = raw(helo);
          default -> helo.skip();
        }
      }
      byte[] salt = HEX.formatHex(randomBytes()).getBytes(StandardCharsets.US_ASCII);
      ping(wire, salt, nonce, authSalt);
      pong(replies, salt, nonce);
    } catch (MsgpackException e) {
      throw refused("the peer's handshake is of another form");
    }
  }

  private void ping(Wire wire, byte[] salt, byte[] nonce, byte[] authSalt) throws IOException {
    byte[] hostname = utf8(shared.hostname());
    String user = shared.user() == null ? "" : shared.user();
    String password = shared.password() == null ? "" : shared.password();
    MsgpackWriter out = new MsgpackWriter(512);
    out.writeArrayHeader(6);
    out.writeStr("PING");
    out.writeStr(hostname, 0, hostname.length);
    out.writeStr(salt, 0, salt.length);
    out.writeStr(digest(salt, hostname, nonce, utf8(shared.key())));
    out.writeStr(user);
    // Fluent Bit sends a salt for passwords even where it has no users: its PONG decides.
    boolean known = authSalt.length > 0 && !user.isEmpty();
    out.writeStr(known ? digest(authSalt, utf8(user), utf8(password)) : "");
    wire.write(out.bytes(), 0, out.size());
  }

  private void pong(Replies replies, byte[] salt, byte[] nonce)
      throws IOException, MsgpackException {
    MsgpackReader pong = expect(replies, "PONG", 5);
    if (!pong.readBoolean()) {
      throw refused("the peer refused the handshake: check the shared key, user and password");
    }
    pong.skip();
    byte[] server = raw(pong);
    byte[] proof = raw(pong);
    byte[] expected = utf8(digest(salt, server, nonce, utf8(shared.key())));
    if (!MessageDigest.isEqual(proof, expected)) {
      throw refused("the peer does not know the shared key");
    }
  }

  private static MsgpackReader expect(Replies replies, String name, int size)
      throws IOException, MsgpackException {
    MsgpackReader reply = replies.next();
    if (reply == null) {
      throw refused("the peer closed before " + name);
    }
    if (reply.readArrayHeader() != size || !Arrays.equals(raw(reply), utf8(name))) {
      throw refused("the peer sent something else than " + name);
    }
    return reply;
  }

  private static byte[] raw(MsgpackReader reader) throws MsgpackException {
    int length = reader.readRawHeader();
    byte[] value =
        Arrays.copyOfRange(reader.bytes(), reader.position(), reader.position() + length);
    reader.advance(length);
    return value;
  }

  private static ForwardException refused(String message) {
    return new ForwardException("handshake", message);
  }

  private byte[] randomBytes() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String digest(byte[]... parts) {
    try {
      MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
      for (byte[] part : parts) {
        sha512.update(part);
      }
      return HEX.formatHex(sha512.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-512", e);
    }
  }
}
